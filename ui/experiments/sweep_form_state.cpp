// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/launch_fields.h"
#include "ui/experiments/ratio_chips.h"
#include "ui/experiments/sweep_form.h"
#include "ui/experiments/training_fields.h"
#include "ui/heatmap/segmented_switch.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSettings>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

// What was composed when the window was closed. Names are put into the boxes as they are; setChoices() throws out those
// that the workspace does not have.
namespace saferscope {
namespace {

constexpr qsizetype longestState = 4096;

QVariantList listOf(const std::vector<double>& ratios) {
    QVariantList list;
    for (const double ratio : ratios) {
        list.append(ratio);
    }
    return list;
}

std::vector<double> ratiosOf(const QVariantList& list) {
    std::vector<double> ratios;
    for (const QVariant& one : list) {
        if (const double ratio = one.toDouble(); ratio > 0.0 && ratio <= 1.0) {
            ratios.push_back(ratio);
        }
    }
    return ratios;
}

QStringList namesOf(const std::vector<Strategy>& strategies) {
    QStringList names;
    for (const Strategy strategy : strategies) {
        names.append(QString::fromLatin1(strategyName(strategy)));
    }
    return names;
}

std::vector<Strategy> strategiesOf(const QStringList& names) {
    std::vector<Strategy> strategies;
    for (const QString& name : names) {
        if (const auto strategy = strategyFromName(name.toStdString()); strategy) {
            strategies.push_back(*strategy);
        }
    }
    return strategies;
}

const char* const modeKeys[] = {"poison", "denoise"};

QString modeKey(int mode, const char* what) {
    return QStringLiteral("%1-%2").arg(QLatin1String(modeKeys[mode]), QLatin1String(what));
}

}  // namespace

void SweepForm::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("mode"), m_mode->current());
    settings.setValue(QStringLiteral("name"), m_name->text());
    for (const int mode : {0, 1}) {
        settings.setValue(modeKey(mode, "ratios"), listOf(m_modeRatios[mode]));
        settings.setValue(modeKey(mode, "strategies"), namesOf(m_modeStrategies[mode]));
    }
    const std::pair<const char*, const QComboBox*> boxes[] = {
        {"dataset", m_dataset}, {"reference", m_reference},   {"base", m_base},
        {"index", m_index},     {"evaluation", m_evaluation}, {"suite", m_suite}};
    for (const auto& [key, box] : boxes) {
        if (box->count() > 0) {
            settings.setValue(QLatin1String(key), box->currentData().toString());
        }
    }
    settings.setValue(QStringLiteral("datasetChosen"), m_datasetChosen);
    settings.setValue(QStringLiteral("features"), m_features->currentData().toInt());
    settings.setValue(QStringLiteral("featureSet"), m_features->currentText());
    settings.setValue(QStringLiteral("top"), m_top->value());
    settings.setValue(QStringLiteral("rule"), m_rule->text());
    settings.setValue(QStringLiteral("seeds"), m_seeds->value());
    settings.setValue(QStringLiteral("trainingOpen"), m_trainingToggle->isChecked());
    settings.setValue(QStringLiteral("training"),
                      m_training->typed() ? QString::fromStdString(m_training->config().dump()) : QString());
    settings.setValue(QStringLiteral("device"), m_launch->device());
    settings.setValue(QStringLiteral("slurm"), m_launch->slurm());
    settings.setValue(QStringLiteral("keepModels"), m_launch->keepModels());
}

void SweepForm::restoreState(QSettings& settings) {
    if (!settings.contains(QStringLiteral("mode"))) {
        return;
    }
    m_filling = true;
    for (const int mode : {0, 1}) {
        m_modeRatios[mode] = ratiosOf(settings.value(modeKey(mode, "ratios")).toList());
        m_modeStrategies[mode] = strategiesOf(settings.value(modeKey(mode, "strategies")).toStringList());
    }
    m_mode->setCurrent(settings.value(QStringLiteral("mode")).toInt() == 1 ? 1 : 0);
    modeChanged();
    m_name->setText(settings.value(QStringLiteral("name")).toString().left(120));
    const std::pair<const char*, QComboBox*> boxes[] = {
        {"dataset", m_dataset}, {"reference", m_reference},   {"base", m_base},
        {"index", m_index},     {"evaluation", m_evaluation}, {"suite", m_suite}};
    for (const auto& [key, box] : boxes) {
        if (!settings.contains(QLatin1String(key))) {
            continue;
        }
        const QString value = settings.value(QLatin1String(key)).toString().left(longestState);
        if (box->findData(value) < 0) {
            box->addItem(value, value);
        }
        box->setCurrentIndex(box->findData(value));
    }
    m_datasetChosen = settings.value(QStringLiteral("datasetChosen"), true).toBool();
    const int kind = settings.value(QStringLiteral("features")).toInt();
    const QString set = settings.value(QStringLiteral("featureSet")).toString().left(longestState);
    m_features->clear();
    m_features->addItem(set, kind == 1 || kind == 2 ? kind : 0);
    if (const int top = settings.value(QStringLiteral("top")).toInt(); top > 0) {
        m_top->setValue(top);
        m_top->setProperty("set", true);
    }
    m_rule->setText(settings.value(QStringLiteral("rule")).toString().left(1000));
    m_seeds->setValue(settings.value(QStringLiteral("seeds"), 3).toInt());
    m_trainingToggle->setChecked(settings.value(QStringLiteral("trainingOpen")).toBool());
    const std::string config = settings.value(QStringLiteral("training")).toString().left(longestState).toStdString();
    m_training->setConfig(Json::parse(config, nullptr, false));
    m_launch->setDevice(settings.value(QStringLiteral("device")).toString());
    m_launch->setSlurm(settings.value(QStringLiteral("slurm")).toBool());
    m_launch->setKeepModels(settings.value(QStringLiteral("keepModels")).toBool());
    m_filling = false;
    say();
}

}  // namespace saferscope
