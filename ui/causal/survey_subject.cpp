// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/survey_subject.h"

#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/survey_words.h"
#include "ui/models/opinion_summary.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr int stepsOfOne = 20;  // of the slider
constexpr const char* keptKey = "kept";
constexpr const char* typedKey = "typed";
constexpr const char* givenKey = "given";
enum Operation { Ablate, KeepOnly, Scale, Clamp, Add };

}  // namespace

QWidget* namedField(const QString& name, QWidget* field, QWidget* parent) {
    auto* column = new QWidget(parent);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1));
    auto* label = new Label(name, TextRole::Small, TextTone::Muted, column);
    label->setBuddy(field);
    if (field->accessibleName().isEmpty()) {
        field->setAccessibleName(name);
    }
    layout->addWidget(label);
    layout->addWidget(field);
    return column;
}

SurveySubject::SurveySubject(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(3));
    m_set = new QComboBox(this);
    m_set->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_set->setMinimumContentsLength(14);
    m_features = new QLineEdit(this);
    m_features->setPlaceholderText(tr("17, 42, 103"));
    m_features->setAccessibleName(tr("Numbers of the features"));
    m_operation = new QComboBox(this);
    m_operation->addItem(tr("Ablate"), Ablate);
    m_operation->addItem(tr("Keep only these"), KeepOnly);
    m_operation->addItem(tr("Scale by"), Scale);
    m_operation->addItem(tr("Clamp to"), Clamp);
    m_operation->addItem(tr("Add"), Add);
    m_operation->setItemData(KeepOnly, tr("Every other feature is ablated"), Qt::ToolTipRole);
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setAccessibleName(tr("Value"));
    m_slider->setMinimumWidth(120);
    m_value = new QDoubleSpinBox(this);
    m_value->setDecimals(2);
    m_value->setSingleStep(0.05);
    m_value->setAccessibleName(tr("Value"));
    m_valueRow = new QWidget(this);
    auto* values = new QHBoxLayout(m_valueRow);
    values->setContentsMargins(0, 0, 0, 0);
    values->setSpacing(spacing(2));
    values->addWidget(m_slider, 1);
    values->addWidget(m_value);
    m_positions = new QComboBox(this);
    m_positions->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_positions->setMinimumContentsLength(12);
    fillPositions(m_positions);
    row->addWidget(namedField(tr("Features"), m_set, this), 2);
    row->addWidget(m_features, 1, Qt::AlignBottom);
    m_operationColumn = namedField(tr("Change"), m_operation, this);
    row->addWidget(m_operationColumn, 1);
    row->addWidget(m_valueRow, 2, Qt::AlignBottom);
    m_positionColumn = namedField(tr("Where"), m_positions, this);
    row->addWidget(m_positionColumn, 2);

    connect(m_set, &QComboBox::currentIndexChanged, this, [this] {
        showFields();
        Q_EMIT changed();
    });
    connect(m_operation, &QComboBox::currentIndexChanged, this, [this] {
        setRange();
        showFields();
        Q_EMIT changed();
    });
    connect(m_features, &QLineEdit::textChanged, this, &SurveySubject::changed);
    connect(m_positions, &QComboBox::currentIndexChanged, this, &SurveySubject::changed);
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int steps) { m_value->setValue(static_cast<double>(steps) / stepsOfOne); });
    connect(m_value, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(static_cast<int>(std::lround(value * stepsOfOne)));
        Q_EMIT changed();
    });
    setRange();
    showFields();
}

void SurveySubject::fill(const WorkspaceSession& session) {
    const QVariant before = m_set->currentData();
    m_latents = session.index() != nullptr ? session.index()->featureCount() : 0;
    m_kept = session.keptFeatures(session.scope());
    m_sets.clear();
    {
        const QSignalBlocker quiet(m_set);
        m_set->clear();
        m_set->addItem(tr("Kept features (%1)").arg(m_kept.size()), QLatin1String(keptKey));
        if (session.workspace() != nullptr) {
            for (const FeatureSet& set : session.workspace()->featureSets()) {
                std::vector<FeatureId> members;
                for (const auto& member : set.members) {
                    members.push_back(member.feature);
                }
                const QString name = literalText(QString::fromStdString(set.name));
                m_set->addItem(tr("Set %1 (%2)").arg(cellText(name), QString::number(members.size())),
                               QStringLiteral("set:") + name);
                m_sets.emplace_back(QStringLiteral("set:") + name, std::move(members));
            }
        }
        m_set->addItem(tr("By number…"), QLatin1String(typedKey));
        if (m_given) {
            m_set->addItem(tr("From another tab: %1").arg(cellText(sentence(describeIntervention(*m_given)))),
                           QLatin1String(givenKey));
        }
        m_set->setCurrentIndex(std::max(0, m_set->findData(before)));
    }
    showFields();
    Q_EMIT changed();
}

void SurveySubject::setIntervention(const Intervention& intervention) {
    m_given = intervention;
    const QString text = tr("From another tab: %1").arg(QString::fromStdString(describeIntervention(intervention)));
    {
        const QSignalBlocker quiet(m_set);
        int place = m_set->findData(QLatin1String(givenKey));
        if (place < 0) {
            m_set->addItem(cellText(text), QLatin1String(givenKey));
            place = m_set->count() - 1;
        }
        m_set->setItemText(place, text);
        m_set->setItemData(place, plainToolTip(text), Qt::ToolTipRole);
        m_set->setCurrentIndex(place);
    }
    showFields();
    Q_EMIT changed();
}

void SurveySubject::showFields() {
    const QString choice = m_set->currentData().toString();
    const bool given = choice == QLatin1String(givenKey);
    const int operation = m_operation->currentData().toInt();
    m_features->setVisible(choice == QLatin1String(typedKey));
    m_operationColumn->setVisible(!given);
    m_valueRow->setVisible(!given && operation >= Scale);
    m_positionColumn->setVisible(!given);
}

void SurveySubject::setRange() {
    const int operation = m_operation->currentData().toInt();
    const double low = operation == Clamp ? 0.0 : operation == Add ? -5.0 : -2.0;
    const double high = operation == Clamp ? 20.0 : operation == Add ? 5.0 : 4.0;
    const double start = operation == Add ? 1.0 : 0.0;
    const QSignalBlocker first(m_value);
    const QSignalBlocker second(m_slider);
    m_value->setRange(low, high);
    m_slider->setRange(static_cast<int>(low * stepsOfOne), static_cast<int>(high * stepsOfOne));
    m_slider->setPageStep(stepsOfOne / 2);
    m_value->setValue(start);
    m_slider->setValue(static_cast<int>(start * stepsOfOne));
}

std::vector<FeatureId> SurveySubject::features(QString* problem) const {
    const QString choice = m_set->currentData().toString();
    std::vector<FeatureId> found;
    if (choice == QLatin1String(keptKey)) {
        found = m_kept;
    } else if (choice == QLatin1String(typedKey)) {
        static const QRegularExpression gaps(QStringLiteral("[\\s,;]+"));
        for (const QString& word : m_features->text().split(gaps, Qt::SkipEmptyParts)) {
            bool good = false;
            const std::uint32_t number = word.toUInt(&good);
            if (!good || number >= m_latents) {
                *problem = tr("“%1” is no feature of this SAE: type numbers from 0 to %2.")
                               .arg(literalText(word.left(20)))
                               .arg(m_latents > 0 ? m_latents - 1 : 0);
                return {};
            }
            if (std::ranges::find(found, FeatureId(number)) == found.end()) {
                found.push_back(FeatureId(number));
            }
        }
    } else {
        for (const auto& [key, members] : m_sets) {
            if (key == choice) {
                found = members;
            }
        }
    }
    if (found.empty() && problem->isEmpty()) {
        *problem = choice == QLatin1String(typedKey) ? tr("Type the numbers of the features to change.")
                                                     : tr("This set has no feature.");
    }
    return found;
}

QString SurveySubject::problem() const {
    if (m_set->currentData().toString() == QLatin1String(givenKey)) {
        return m_given && !m_given->empty() ? QString() : tr("The intervention changes nothing.");
    }
    QString text;
    features(&text);
    return text;
}

std::optional<Intervention> SurveySubject::intervention() const {
    if (m_set->currentData().toString() == QLatin1String(givenKey)) {
        return m_given;
    }
    QString text;
    const std::vector<FeatureId> found = features(&text);
    if (!text.isEmpty()) {
        return std::nullopt;
    }
    const int operation = m_operation->currentData().toInt();
    const FeatureOperation kinds[] = {FeatureOperation::Ablate, FeatureOperation::Scale, FeatureOperation::Scale,
                                      FeatureOperation::Clamp, FeatureOperation::Add};
    Intervention made =
        changeAll(found, kinds[operation], operation == KeepOnly ? 1.0 : m_value->value(), positionsOf(m_positions));
    made.ablateOthers = operation == KeepOnly;
    return made;
}

QString SurveySubject::words() const {
    const auto made = intervention();
    return made ? literalText(sentence(describeIntervention(*made))) : QString();
}

void SurveySubject::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("set"), m_set->currentData());
    settings.setValue(QStringLiteral("typed"), m_features->text());
    settings.setValue(QStringLiteral("operation"), m_operation->currentIndex());
    settings.setValue(QStringLiteral("value"), m_value->value());
    settings.setValue(QStringLiteral("positions"), m_positions->currentData());
}

void SurveySubject::restoreState(QSettings& settings) {
    m_features->setText(settings.value(QStringLiteral("typed")).toString());
    m_operation->setCurrentIndex(
        std::clamp(settings.value(QStringLiteral("operation")).toInt(), 0, m_operation->count() - 1));
    m_value->setValue(settings.value(QStringLiteral("value"), m_value->value()).toDouble());
    m_positions->setCurrentIndex(std::max(0, m_positions->findData(settings.value(QStringLiteral("positions")))));
    m_set->setCurrentIndex(std::max(0, m_set->findData(settings.value(QStringLiteral("set")))));
}

}  // namespace saferscope
