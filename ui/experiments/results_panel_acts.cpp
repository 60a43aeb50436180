// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/workspace_session.h"
#include "ui/experiments/results_chart.h"
#include "ui/experiments/results_panel.h"
#include "ui/experiments/results_tables.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QStackedLayout>
#include <QTableView>
#include <algorithm>

// What people do in the panel: look at changed verdicts, open a pair, export, and find it as they left it.
namespace saferscope {

QString resultsFlipKey(const SweepPoint& point) {
    return QStringLiteral("%1 %2").arg(QLatin1String(strategyName(point.strategy)),
                                       QString::number(point.ratio, 'g', 12));
}

void ResultsPanel::showFlips() {
    std::vector<SweepFlip> flips;
    if (m_shown != nullptr) {
        for (const auto& point : m_shown->results.points) {
            if (point.section == "overall" && point.kind == CellKind::Changed &&
                resultsFlipKey(point) == m_flipChoice->currentData().toString()) {
                flips = sweepFlips(m_shown->sweep, m_verdicts, point.strategy, point.ratio);
                break;
            }
        }
    }
    m_flipCount->setText(flips.empty()
                             ? tr("No pair's verdict changed")
                             : tr("%Ln pairs, those where most seeds agree first", nullptr, pluralOf(flips.size())));
    m_flips->setFlips(std::move(flips));
    m_flipTable->resizeColumnsToContents();
    // Long ids and names of subsets are cut, not the numbers beside them.
    for (const int column : {SweepFlipsModel::Id, SweepFlipsModel::Subset}) {
        const int most = m_flipTable->fontMetrics().averageCharWidth() * 20;
        m_flipTable->setColumnWidth(column, std::min(most, m_flipTable->columnWidth(column)));
    }
}

void ResultsPanel::openFlip(int row) {
    const SweepFlip* flip = m_flips->flipAt(row);
    if (flip == nullptr || m_session == nullptr || m_shown == nullptr) {
        return;
    }
    const auto index = m_session->index();
    const std::string& dataset = m_shown->sweep.spec.evaluationHash;
    // An id means a pair only within its data set.
    const auto pair = index != nullptr && !dataset.empty() && index->manifest().datasetHash == dataset
                          ? index->findPair(flip->id)
                          : std::nullopt;
    if (pair) {
        m_session->goToPair(*pair);
    } else {
        Q_EMIT failed(
            {ErrorCode::NotFound,
             tr("The open index does not hold the pair \"%1\".").arg(QString::fromStdString(flip->id)).toStdString(),
             tr("Index the evaluation data set to look at its pairs.").toStdString()});
    }
}

bool ResultsPanel::exportTo(const QString& path) {
    if (m_shown == nullptr) {
        return false;
    }
    const Status status = exportSweep(path.toStdString(), *m_shown, m_chart->figure());
    if (!status) {
        Q_EMIT failed(status.error());
        return false;
    }
    Q_EMIT exported(path);
    return true;
}

bool ResultsPanel::askForTable() {
    if (!m_export->isEnabled()) {
        return false;
    }
    askAndExport(QStringLiteral("csv"));
    return true;
}

void ResultsPanel::askAndExport(const QString& ending) {
    if (m_shown == nullptr) {
        return;
    }
    QString name = QString::fromStdString(m_shown->sweep.spec.id);
    if (ending == QLatin1String("png") || ending == QLatin1String("svg") || ending == QLatin1String("pdf")) {
        name += QLatin1Char('-') + m_chart->figure().title;
    }
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    const QString suffix = QLatin1Char('.') + ending;
    QString path = QFileDialog::getSaveFileName(this, tr("Export results"), name + suffix, QLatin1Char('*') + suffix);
    if (path.isEmpty()) {
        return;
    }
    if (!path.endsWith(suffix, Qt::CaseInsensitive)) {
        path += suffix;
    }
    exportTo(path);
}

QString ResultsPanel::readingText() const { return m_main->text() + QLatin1Char(' ') + m_more->text(); }

QString ResultsPanel::emptyText() const {
    const EmptyState* front = m_stack->currentWidget() == m_empty             ? m_empty
                              : m_resultStack->currentWidget() == m_noResults ? m_noResults
                                                                              : nullptr;
    if (front == nullptr) {
        return {};
    }
    QStringList texts;
    for (const QLabel* label : front->findChildren<QLabel*>()) {
        texts.append(label->text());
    }
    texts.removeAll(QString());
    return texts.join(QLatin1Char('\n'));
}

void ResultsPanel::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("resultsMeasure"), m_measure->current());
    settings.setValue(QStringLiteral("resultsSeeds"), m_seeds->isChecked());
    settings.setValue(QStringLiteral("resultsAllSections"), m_allSections->isChecked());
}

void ResultsPanel::restoreState(QSettings& settings) {
    m_measure->setCurrent(settings.value(QStringLiteral("resultsMeasure")).toInt() == 1 ? 1 : 0);
    m_seeds->setChecked(settings.value(QStringLiteral("resultsSeeds")).toBool());
    m_allSections->setChecked(settings.value(QStringLiteral("resultsAllSections")).toBool());
    redraw();
}

}  // namespace saferscope
