// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/preview_panel.h"

#include "ui/bridge/sentences.h"
#include "ui/experiments/preview_models.h"
#include "ui/experiments/ratio_chips.h"
#include "ui/experiments/strategy_look.h"
#include "ui/models/table_export.h"
#include "ui/pages/feature_export.h"
#include "ui/theme/theme.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/stat_card.h"

#include <QComboBox>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

namespace saferscope {
namespace {

QString countText(std::size_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

}  // namespace

QString sizeText(std::uint64_t bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString PreviewPanel::agreementText() const { return m_agreement->text(); }
QString PreviewPanel::warningText() const { return m_warnings->text(); }

void PreviewPanel::setBusy(const std::optional<QString>& stage, double fraction) {
    m_busyRow->setVisible(stage.has_value());
    if (stage) {
        m_stage->setText(stage->isEmpty() ? tr("Looking what would change…") : *stage);
        showFraction(m_progress, fraction);
    }
}

void PreviewPanel::setPreview(std::shared_ptr<const SweepPreview> preview, const QString& why) {
    m_preview = std::move(preview);
    m_entriesModel->setPlan(nullptr, nullptr);
    m_overlapModel->setPlans({});
    m_matrixModel->setPreview(m_preview);
    m_stack->setCurrentIndex(m_preview == nullptr ? 0 : 1);
    if (m_preview == nullptr) {
        m_empty->setText(tr("Nothing to preview yet"), why);
        return;
    }
    showFigures();
    fitMatrix();
    QModelIndex place = m_matrixModel->find(m_strategy, m_ratio);
    if (!place.isValid() && m_matrixModel->rowCount() > 0 && m_matrixModel->columnCount() > 0) {
        place = m_matrixModel->index(0, m_matrixModel->columnCount() - 1);
    }
    m_matrix->selectionModel()->setCurrentIndex(place, QItemSelectionModel::ClearAndSelect);
    showCell();
}

void PreviewPanel::showFigures() {
    const SweepPreview& preview = *m_preview;
    const auto done = preview.reused;
    m_trainings->setValue(countText(preview.trainings),
                          done > 0 ? tr("models already there: %1").arg(countText(done))
                                   : tr("of %Ln models", nullptr, pluralOf(preview.cells.size())));
    m_evaluations->setValue(countText(preview.evaluations),
                            tr("on %1").arg(QString::fromStdString(preview.spec.evaluation)));
    const QString time = preview.seconds ? durationText(*preview.seconds) : QString();
    m_time->setValue(time.isEmpty() ? tr("unknown") : time,
                     time.isEmpty() ? tr("nothing like it has run here yet") : tr("one after the other, here"));
    m_disk->setValue(sizeText(preview.diskBytes), tr("at most, at once"));
    QStringList lines;
    for (const std::string& warning : preview.warnings) {
        lines.append(sentence(warning));
    }
    m_warnings->setText(lines.join(QLatin1Char('\n')));
    m_warnings->setVisible(!lines.isEmpty());
}

const ExperimentPlan* PreviewPanel::planOf(const SweepCell* cell) const {
    const auto found = m_preview->plans.find(cell->planHash);
    return found == m_preview->plans.end() ? nullptr : &found->second;
}

void PreviewPanel::showCell() {
    if (m_preview == nullptr) {
        return;
    }
    const QModelIndex place = m_matrix->currentIndex();
    const std::vector<const SweepCell*> cells = m_matrixModel->cellsAt(place.row(), place.column());
    const QSignalBlocker blocker(m_seed);
    const QString before = m_seed->currentText();
    m_seed->clear();
    if (cells.empty()) {
        m_seed->hide();
        m_entriesModel->setPlan(nullptr, nullptr);
        m_overlapModel->setPlans({});
        return;
    }
    m_strategy = cells.front()->strategy;
    m_ratio = cells.front()->ratio;
    std::set<std::string> plans;
    for (const SweepCell* cell : cells) {
        if (plans.insert(cell->planHash).second) {
            m_seed->addItem(tr("Seed %1").arg(cell->seed), QVariant::fromValue(cell->seed));
        }
    }
    m_seed->setVisible(plans.size() > 1);  // only Random takes other pairs with another seed
    m_seed->setCurrentIndex(std::max(0, m_seed->findText(before)));
    showPlan();
}

void PreviewPanel::showPlan() {
    const QModelIndex place = m_matrix->currentIndex();
    const quint64 seed = m_seed->currentData().toULongLong();
    const ExperimentPlan* shown = nullptr;
    for (const SweepCell* cell : m_matrixModel->cellsAt(place.row(), place.column())) {
        shown = shown == nullptr || cell->seed == seed ? planOf(cell) : shown;
    }
    m_entriesModel->setPlan(m_preview, shown);
    m_entries->scrollToTop();
    std::vector<PlanOverlapModel::Plan> plans;
    for (int row = 0; row < m_matrixModel->rowCount(); ++row) {
        const std::vector<const SweepCell*> cells = m_matrixModel->cellsAt(row, place.column());
        const ExperimentPlan* plan = row == place.row() ? shown : cells.empty() ? nullptr : planOf(cells.front());
        if (plan != nullptr) {
            plans.push_back({m_matrixModel->strategies()[static_cast<std::size_t>(row)], plan});
        }
    }
    m_overlapModel->setPlans(plans);
    m_listCard->setTitle(
        (m_preview->spec.mode == ExperimentMode::Poison ? tr("Flipped by %1 at %2") : tr("Dropped by %1 at %2"))
            .arg(strategyTitle(m_strategy), ratioText(m_ratio)));
    fitMatrix();
    showAgreement();
    showCount();
}

void PreviewPanel::showAgreement() {
    QStringList parts;
    const auto& strategies = m_overlapModel->strategies();
    int self = -1;
    for (int i = 0; i < static_cast<int>(strategies.size()); ++i) {
        self = strategies[static_cast<std::size_t>(i)] == m_strategy ? i : self;
    }
    for (int i = 0; self >= 0 && i < static_cast<int>(strategies.size()); ++i) {
        if (i != self) {
            parts.append(tr("%1 by %2")
                             .arg(countText(m_overlapModel->shared(self, i)),
                                  strategyTitle(strategies[static_cast<std::size_t>(i)])));
        }
    }
    m_agreement->setVisible(!parts.isEmpty());
    m_agreement->setText(self < 0 || parts.isEmpty()
                             ? QString()
                             : tr("Of these %Ln also taken: %1.", nullptr, pluralOf(m_overlapModel->size(self)))
                                   .arg(parts.join(QStringLiteral(", "))));
}

void PreviewPanel::showCount() {
    const int total = m_entriesModel->totalRows();
    const int shown = m_entriesModel->rowCount();
    m_count->setText(shown == total
                         ? tr("%Ln pairs", nullptr, total)
                         : tr("%1 of %Ln pairs", nullptr, total).arg(countText(static_cast<std::size_t>(shown))));
}

bool PreviewPanel::exportEntries(const QString& path) {
    QString problem;
    if (!writeTable(*m_entriesModel, path, &problem)) {
        Q_EMIT failed(Error{ErrorCode::Io, tr("%1 could not be written: %2").arg(path, problem).toStdString(),
                            tr("Choose another folder or free some space.").toStdString()});
        return false;
    }
    Q_EMIT exported(path, m_entriesModel->rowCount());
    return true;
}

bool PreviewPanel::askForTable() {
    if (m_entriesModel->rowCount() == 0) {
        return false;
    }
    const QString name = QStringLiteral("%1-%2-%3")
                             .arg(QLatin1String(experimentModeName(m_preview->spec.mode)),
                                  QLatin1String(strategyName(m_strategy)), QString::number(m_ratio * 100.0, 'g', 6));
    const QString path = askForTableFile(this, tr("Save the list of pairs"), name);
    if (!path.isEmpty()) {
        exportEntries(path);
    }
    return true;
}

}  // namespace saferscope
