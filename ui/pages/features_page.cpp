// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/features_page.h"

#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/number_delegates.h"
#include "ui/models/table_export.h"
#include "ui/pages/feature_detail.h"
#include "ui/pages/feature_filter_line.h"
#include "ui/theme/icons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QSaveFile>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {

FeaturesPage::FeaturesPage(QWidget* parent) : Page(parent) {
    m_stack = new QStackedWidget(this);
    m_empty =
        new EmptyState(QStringLiteral("features"), tr("No features yet"),
                       tr("Features appear once a feature index has been built from preference pairs, a reward model "
                          "and a sparse autoencoder. The Overview page does it step by step."),
                       tr("Go to Overview"), m_stack);
    connect(m_empty, &EmptyState::buttonClicked, this, &FeaturesPage::overviewRequested);
    m_splitter = new QSplitter(Qt::Horizontal, m_stack);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(spacing(4));
    m_splitter->addWidget(makeTableSide());
    m_detail = new FeatureDetail(m_splitter);
    m_detail->setMinimumWidth(420);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 4);
    m_splitter->setStretchFactor(1, 5);
    m_splitter->setSizes({500, 620});
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_splitter);
    contentLayout()->addWidget(m_stack, 1);

    connect(m_detail, &FeatureDetail::contextActivated, this, [this](PairIndex pair, Segment segment, int token) {
        if (m_session != nullptr) {
            m_session->goToPair(pair);
        }
        Q_EMIT contextActivated(pair, segment, token);
    });
    connect(m_detail, &FeatureDetail::featurePicked, this, [this](FeatureId feature) {
        if (m_session != nullptr) {
            m_session->selectFeature(feature);
        }
    });
    connect(m_detail, &FeatureDetail::nextRequested, this, [this] { step(1); });
    connect(m_detail, &FeatureDetail::previousRequested, this, [this] { step(-1); });
    makeShortcuts();
}

QIcon FeaturesPage::icon() const { return themedIcon(QStringLiteral("features")); }

QWidget* FeaturesPage::makeTableSide() {
    auto* card = new Card(tr("Features"), QString(), m_splitter);
    card->setMinimumWidth(340);
    m_scope = makeScopeSwitch(card);
    card->header()->addWidget(m_scope);
    auto* exportButton = new QToolButton(card);
    exportButton->setIcon(themedIcon(QStringLiteral("export")));
    exportButton->setToolTip(plainToolTip(tr("Save the table as CSV (Ctrl+E)")));
    exportButton->setAccessibleName(tr("Save the table as CSV"));
    connect(&ThemeManager::instance(), &ThemeManager::changed, exportButton,
            [exportButton] { exportButton->setIcon(themedIcon(QStringLiteral("export"))); });
    connect(exportButton, &QToolButton::clicked, this, &FeaturesPage::askForExport);
    card->header()->addWidget(exportButton);

    m_filter = new FeatureFilterLine(
        tr("Filter: contrast > 0.1 and density < 5%"),
        tr("Fields: id, contrast, normalised, density, max, chosen, rejected; dead, positive, negative. Example: "
           "|contrast| > 0.1 and not dead. A bare number finds feature ids that contain it."),
        [](const QString& text) { return parseFeatureFilter(text); }, card);
    card->body()->addWidget(m_filter);

    m_model = new FeatureTableModel(this);
    m_table = new QTableView(card);
    m_table->setModel(m_model);
    auto* plain = new PlainCellDelegate(m_table);
    auto* bars = new SignedBarDelegate(m_table);
    m_table->setItemDelegate(plain);
    m_table->setItemDelegateForColumn(FeatureTableModel::Contrast, bars);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setAccessibleName(tr("Table of features"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 12);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setSortIndicator(FeatureTableModel::Contrast, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    const int widths[] = {72, 132, 96, 80, 70, 92, 92, 70};
    for (int i = 0; i < FeatureTableModel::ColumnCount; ++i) {
        m_table->setColumnWidth(i, widths[i]);
    }
    card->body()->addWidget(m_table, 1);

    connect(m_filter, &FeatureFilterLine::filterChanged, this, &FeaturesPage::applyFilter);
    connect(m_scope, &SegmentedSwitch::picked, this, [this](int scope) {
        if (m_session != nullptr) {
            m_session->setScope(static_cast<TokenScope>(scope));
        }
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                const FeatureRow* row = m_model->featureAt(current.row());
                if (row != nullptr && current.isValid() && !m_selecting && m_session != nullptr) {
                    m_session->selectFeature(row->contrast.feature);
                }
            });
    connect(m_table, &QTableView::activated, m_table,
            [this](const QModelIndex&) { m_detail->contextList()->setFocus(); });
    return card;
}

void FeaturesPage::makeShortcuts() {
    const auto add = [this](const QKeySequence& keys, QWidget* owner, auto&& action) {
        auto* shortcut = new QShortcut(keys, owner);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(Qt::Key_J, this, [this] { step(1); });
    add(Qt::Key_K, this, [this] { step(-1); });
    add(QKeySequence::Find, this, [this] {
        m_filter->edit()->setFocus(Qt::ShortcutFocusReason);
        m_filter->edit()->selectAll();
    });
    add(QKeySequence(Qt::CTRL | Qt::Key_E), this, [this] { askForExport(); });
    add(QKeySequence::Copy, m_table, [this] { copyRows(); });
}

void FeaturesPage::setWorkspace(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_session = session;
    if (session != nullptr) {
        connect(session, &WorkspaceSession::indexChanged, this, &FeaturesPage::reload);
        connect(session, &WorkspaceSession::scopeChanged, this, &FeaturesPage::reload);
        connect(session, &WorkspaceSession::featureSelected, this, &FeaturesPage::showFeature);
    }
    reload();
}

void FeaturesPage::reload() {
    const std::shared_ptr<const FeatureIndex> index = m_session == nullptr ? nullptr : m_session->index();
    m_stack->setCurrentIndex(index == nullptr ? 0 : 1);
    m_detail->setIndex(index);
    m_selecting = true;
    if (index == nullptr) {
        m_model->setFeatures({});
        m_selecting = false;
        return;
    }
    const TokenScope scope = m_session->scope();
    m_scope->setCurrent(static_cast<int>(scope));
    m_model->setFeatures(FeatureTableModel::rowsOf(*index, scope, m_session->contrasts(scope)));
    m_selecting = false;
    updateCount();
    if (m_session->selectedFeature()) {
        showFeature(*m_session->selectedFeature());
    } else if (const FeatureRow* first = m_model->featureAt(0); first != nullptr) {
        m_session->selectFeature(first->contrast.feature);
    }
}

void FeaturesPage::applyFilter(const FilterExpression& filter) {
    m_selecting = true;
    m_model->setFilter(filter);
    m_selecting = false;
    updateCount();
    if (m_session != nullptr && m_session->selectedFeature()) {
        selectInTable(*m_session->selectedFeature());
    }
}

void FeaturesPage::updateCount() {
    const QLocale locale;
    const int total = m_model->totalRows();
    const int shown = m_model->rowCount();
    m_filter->setCount(shown == total ? tr("%1 features").arg(locale.toString(total))
                                      : tr("%1 of %2 features").arg(locale.toString(shown), locale.toString(total)));
}

void FeaturesPage::selectInTable(FeatureId feature) {
    const int row = m_model->rowOf(feature);
    if (row == m_table->currentIndex().row() && row >= 0) {
        return;
    }
    m_selecting = true;
    if (row < 0) {
        m_table->setCurrentIndex({});
        m_table->clearSelection();
    } else {
        const QModelIndex place = m_model->index(row, std::max(0, m_table->currentIndex().column()));
        m_table->selectionModel()->setCurrentIndex(place,
                                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_table->scrollTo(place, QAbstractItemView::EnsureVisible);
    }
    m_selecting = false;
}

void FeaturesPage::showFeature(FeatureId feature) {
    selectInTable(feature);
    if (const FeatureRow* row = m_model->find(feature); row != nullptr && m_session != nullptr) {
        m_detail->showFeature(*row, m_session->scope(), m_session->contrasts(m_session->scope()));
    }
}

void FeaturesPage::step(int rows) {
    const int count = m_model->rowCount();
    if (count == 0 || m_session == nullptr) {
        return;
    }
    const int at = m_table->currentIndex().isValid() ? m_table->currentIndex().row() : (rows > 0 ? -1 : count);
    if (const FeatureRow* row = m_model->featureAt(std::clamp(at + rows, 0, count - 1)); row != nullptr) {
        m_session->selectFeature(row->contrast.feature);
    }
}

void FeaturesPage::copyRows() {
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    if (!rows.isEmpty()) {
        QGuiApplication::clipboard()->setText(tableAsTabs(*m_model, rows));
    }
}

bool FeaturesPage::exportCsv(const QString& path) {
    QSaveFile file(path);
    const QByteArray text = tableAsCsv(*m_model).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        showMessage(MessageKind::Error, tr("%1 could not be written: %2").arg(path, file.errorString()),
                    tr("Choose another folder or free some space."));
        return false;
    }
    showMessage(MessageKind::Success, tr("Saved %1 features to %2").arg(QLocale().toString(m_model->rowCount()), path));
    return true;
}

void FeaturesPage::askForExport() {
    if (m_model->rowCount() == 0) {
        return;
    }
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save features"), QStringLiteral("features.csv"), tr("CSV (*.csv)"));
    if (!path.isEmpty()) {
        exportCsv(path);
    }
}

void FeaturesPage::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("header"), m_table->horizontalHeader()->saveState());
    settings.setValue(QStringLiteral("filter"), m_filter->edit()->text());
}

void FeaturesPage::restoreState(QSettings& settings) {
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    if (m_table->horizontalHeader()->restoreState(settings.value(QStringLiteral("header")).toByteArray())) {
        QHeaderView* header = m_table->horizontalHeader();
        m_model->sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
    }
    m_filter->setText(settings.value(QStringLiteral("filter")).toString());
}

void FeaturesPage::showSomethingMeaningful() {
    if (m_session == nullptr || m_session->index() == nullptr) {
        return;
    }
    const auto kept = m_session->keptFeatures(m_session->scope());
    if (!kept.empty()) {
        m_session->selectFeature(kept.front());
        showFeature(kept.front());
    }
}

}  // namespace saferscope
