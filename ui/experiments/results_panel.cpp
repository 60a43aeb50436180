// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/results_panel.h"

#include "ui/bridge/job_monitor.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/experiments/results_chart.h"
#include "ui/experiments/results_reading.h"
#include "ui/experiments/results_tables.h"
#include "ui/experiments/results_words.h"
#include "ui/experiments/strategy_look.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/theme/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QHeaderView>
#include <QLocale>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int reloadAfterMs = 3000;

QString dateText(const std::string& iso) {
    const QDateTime time = QDateTime::fromString(QString::fromStdString(iso), Qt::ISODate);
    return time.isValid() ? QLocale().toString(time.toLocalTime().date(), QLocale::ShortFormat)
                          : QString::fromStdString(iso).left(10);
}

QString titleOf(const SweepSpec& spec) { return QString::fromStdString(spec.title.empty() ? spec.id : spec.title); }

/// Row of a combo box by the text in its data.
int rowOf(const QComboBox* box, const QVariant& data) { return box->findData(data); }

}  // namespace

ResultsPanel::~ResultsPanel() = default;

void ResultsPanel::setSession(WorkspaceSession* session) {
    if (m_session != nullptr && m_session->jobs() != nullptr) {
        disconnect(m_session->jobs(), nullptr, this, nullptr);
    }
    m_session = session;
    m_wanted.clear();
    SweepSource source;
    if (session != nullptr && session->workspace() != nullptr) {
        source = workspaceSweeps(session->workspace()->folder());
        if (session->jobs() != nullptr) {
            connect(session->jobs(), &JobMonitor::jobEnded, this, &ResultsPanel::reloadSoon);
            connect(session->jobs(), &JobMonitor::listChanged, this, &ResultsPanel::reloadSoon);
        }
    }
    replaceSource(std::move(source));
    m_dirty = true;
    if (isVisible()) {
        reload();
    }
}

void ResultsPanel::setSource(SweepSource source) {
    replaceSource(std::move(source));
    reload();
}

void ResultsPanel::replaceSource(SweepSource source) {
    m_source = std::move(source);
    m_stale = m_task.running();
    m_shown.reset();
    m_verdicts.clear();
    take({});
}

void ResultsPanel::showSweep(const QString& id) {
    m_wanted = id.toStdString();
    reload();
}

void ResultsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_dirty) {
        reload();
    }
}

void ResultsPanel::reloadSoon() {
    // Every look reads all verdicts: not for a tab that nobody sees.
    m_dirty = true;
    if (isVisible() && !m_soon.isActive()) {
        m_soon.start(reloadAfterMs);
    }
}

void ResultsPanel::reload() {
    m_soon.stop();
    if (m_task.running()) {
        m_again = true;
        return;
    }
    m_again = false;
    m_dirty = false;
    if (!m_source.list) {
        return;
    }
    m_reading = std::make_shared<SweepLook>();
    // What is shown stays, even when a newer sweep has its first results.
    const std::string id = m_wanted.empty() && m_shown != nullptr ? m_shown->sweep.spec.id : m_wanted;
    m_task.start(
        [source = m_source, wanted = id, result = m_reading](std::stop_token, const ProgressCallback&) -> Status {
            auto look = lookAtSweeps(source, wanted);
            if (!look) {
                return failure(look);
            }
            *result = std::move(*look);
            return {};
        });
}

void ResultsPanel::take(const SweepLook& look) {
    fillChooser(look);
    showState(look);
    if (look.entry() == nullptr || look.results.points.empty()) {
        m_shown.reset();
        m_verdicts.clear();
        return;
    }
    const Json before = m_shown != nullptr ? toJson(m_shown->results) : Json();
    const bool same = m_shown != nullptr && m_shown->sweep.spec.id == look.entry()->sweep.spec.id;
    m_verdicts = look.verdicts;
    m_shown = std::make_unique<SweepShown>(SweepShown{look.entry()->sweep, look.results});
    if (same && before == toJson(m_shown->results)) {
        return;  // nothing new: selections and scroll bars stay where they are
    }
    const SelectedRows rows = selectedRows();
    const SweepReading reading = readSweepResults(m_shown->sweep.spec, m_shown->results);
    m_main->setText(reading.main);
    QStringList more = {reading.others, reading.recovered};
    more += reading.cautions;
    more.removeAll(QString());
    m_more->setText(more.join(QLatin1Char(' ')));
    m_more->setVisible(!more.isEmpty());
    QStringList warnings;
    for (const auto& warning : m_shown->results.warnings) {
        warnings.append(sentence(warning));
    }
    constexpr int most = 3;
    m_warnings->setToolTip(plainToolTip(warnings.join(QLatin1Char('\n'))));
    QString words = warnings.mid(0, most).join(QLatin1Char(' '));
    if (warnings.size() > most) {
        words +=
            QLatin1Char(' ') + tr("(%Ln more: point here to read them)", nullptr, pluralOf(warnings.size() - most));
    }
    m_warnings->setText(words);
    m_warnings->setVisible(!warnings.isEmpty());
    fillSections();
    m_points->setPoints(m_shown->results.points);
    fillFlipChoices();
    redraw();
    showFlips();
    if (same) {
        select(rows);
    }
}

ResultsPanel::SelectedRows ResultsPanel::selectedRows() const {
    SelectedRows rows;
    if (const SweepPoint* point = m_points->pointAt(m_order->mapToSource(m_table->currentIndex()).row())) {
        rows.point = *point;
    }
    if (const SweepFlip* flip = m_flips->flipAt(m_flipTable->currentIndex().row())) {
        rows.pair = flip->id;
    }
    return rows;
}

void ResultsPanel::select(const SelectedRows& rows) {
    for (int row = 0; rows.point && row < m_points->rowCount(); ++row) {
        const SweepPoint& point = *m_points->pointAt(row);
        if (point.section == rows.point->section && point.kind == rows.point->kind &&
            point.strategy == rows.point->strategy && point.ratio == rows.point->ratio) {
            m_table->setCurrentIndex(m_order->mapFromSource(m_points->index(row, 0)));
        }
    }
    for (int row = 0; !rows.pair.empty() && row < m_flips->rowCount(); ++row) {
        if (m_flips->flipAt(row)->id == rows.pair) {
            m_flipTable->setCurrentIndex(m_flips->index(row, 0));
            break;
        }
    }
}

void ResultsPanel::fillChooser(const SweepLook& look) {
    m_filling = true;
    m_chooser->clear();
    for (const auto& entry : look.entries) {
        const SweepSpec& spec = entry.sweep.spec;
        m_chooser->addItem(tr("%1 · %2 · %3 · %4 of %5 done")
                               .arg(cellText(titleOf(spec)), sweepModeTitle(spec.mode), dateText(spec.createdAt),
                                    QString::number(entry.done), QString::number(entry.sweep.cells.size())),
                           QString::fromStdString(spec.id));
    }
    if (look.entry() != nullptr) {
        m_chooser->setCurrentIndex(static_cast<int>(look.shown));
    }
    m_filling = false;
}

void ResultsPanel::showState(const SweepLook& look) {
    const SweepLook::Entry* entry = look.entry();
    m_stack->setCurrentWidget(entry == nullptr ? static_cast<QWidget*>(m_empty) : m_page);
    if (entry == nullptr) {
        return;
    }
    const bool there = !look.results.points.empty();
    m_export->setEnabled(there);
    m_resultStack->setCurrentWidget(there ? m_results : m_noResults);
    if (there) {
        return;
    }
    if (entry->failed > 0) {
        const QString why = sentence(entry->why);
        m_noResults->setText(tr("This sweep has failed so far"),
                             why.isEmpty() ? tr("The Queue tab says what went wrong and can try again.")
                                           : tr("%1 The Queue tab can try again.").arg(why));
    } else {
        m_noResults->setText(tr("No model is evaluated yet"),
                             tr("The first points appear as soon as the baseline's evaluation ends."));
    }
}

void ResultsPanel::fillSections() {
    m_filling = true;
    m_section->clear();
    for (const auto& section : m_shown->results.sections) {
        m_section->addItem(cellText(sweepSectionTitle(section)), QString::fromStdString(section));
    }
    if (m_wantedSection.empty() || rowOf(m_section, QString::fromStdString(m_wantedSection)) < 0) {
        m_section->setCurrentIndex(
            std::max(0, rowOf(m_section, QString::fromStdString(mainSection(m_shown->results)))));
    } else {
        m_section->setCurrentIndex(rowOf(m_section, QString::fromStdString(m_wantedSection)));
    }
    m_filling = false;
}

void ResultsPanel::fillFlipChoices() {
    m_filling = true;
    const QVariant before = m_flipChoice->currentData();
    m_flipChoice->clear();
    int largest = -1;
    double ratio = -1.0;
    for (const auto& point : m_shown->results.points) {
        if (point.section == "overall" && point.kind == CellKind::Changed && point.compared) {
            if (point.strategy == m_shown->sweep.spec.strategies.front() && point.ratio > ratio) {
                ratio = point.ratio;
                largest = m_flipChoice->count();
            }
            m_flipChoice->addItem(sweepPointTitle(point), resultsFlipKey(point));
        }
    }
    const int row = before.isValid() ? rowOf(m_flipChoice, before) : -1;
    m_flipChoice->setCurrentIndex(row >= 0 ? row : std::max(0, largest));
    m_filling = false;
}

void ResultsPanel::redraw() {
    if (m_shown == nullptr) {
        return;
    }
    SweepFigureOptions options;
    options.section = m_section->currentData().toString().toStdString();
    options.measure = m_measure->current() == 1 ? SweepMeasure::Difference : SweepMeasure::Accuracy;
    options.seeds = m_seeds->isChecked();
    m_chart->setFigure(sweepFigure(m_shown->sweep.spec, m_shown->results, options));
    m_order->setSection(m_allSections->isChecked() ? std::string() : options.section);
    const bool recovered = std::any_of(m_shown->results.points.begin(), m_shown->results.points.end(),
                                       [](const SweepPoint& point) { return point.recovered.has_value(); });
    m_table->setColumnHidden(SweepPointsModel::WonBack, !recovered);
    m_table->setColumnHidden(SweepPointsModel::Section, !m_allSections->isChecked());
    m_table->resizeColumnsToContents();
    // Qt leaves room for an arrow in each heading; with a dozen columns that is what makes them scroll.
    for (int column = 0; column < m_table->model()->columnCount(); ++column) {
        const int cells = static_cast<const QAbstractItemView*>(m_table)->sizeHintForColumn(column) + spacing(2);
        const int heading = m_table->horizontalHeader()->sectionSizeHint(column) - spacing(2);
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), std::max(cells, heading)));
    }
}

}  // namespace saferscope
