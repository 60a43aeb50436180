// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pairs_page.h"

#include "ui/bridge/background_task.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/number_delegates.h"
#include "ui/models/pair_table_model.h"
#include "ui/models/sort_keys.h"
#include "ui/models/table_export.h"
#include "ui/pages/feature_export.h"
#include "ui/pages/feature_filter_line.h"
#include "ui/pages/pair_detail.h"
#include "ui/theme/icons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/command_name.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {
PairsPage::PairsPage(QWidget* parent) : Page(parent) {
    m_stack = new QStackedWidget(this);
    m_empty =
        new EmptyState(QStringLiteral("pairs"), tr("No pairs to look into yet"),
                       tr("Import preference pairs and build a feature index on the Overview page; then chosen and "
                          "rejected answers appear here side by side."),
                       tr("Go to Overview"), m_stack);
    connect(m_empty, &EmptyState::buttonClicked, this, &PairsPage::overviewRequested);
    m_splitter = new QSplitter(Qt::Horizontal, m_stack);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(spacing(4));
    m_splitter->addWidget(makeTableSide());
    m_detail = new PairDetail(m_splitter);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({384, 800});
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_ownSide = true; });
    m_splitter->installEventFilter(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_splitter);
    contentLayout()->addWidget(m_stack, 1);

    connect(m_detail, &PairDetail::modePicked, this, [this] { m_untouched = false; });
    connect(m_detail, &PairDetail::featurePicked, this, [this](FeatureId feature) {
        m_untouched = false;
        if (m_session != nullptr) {
            m_detail->setMode(HeatMode::Feature);
            m_session->selectFeature(feature);
        }
    });
    connect(m_detail, &PairDetail::tryRequested, this, [this](PairIndex pair) {
        if (m_session != nullptr) {
            m_session->tryInPlayground(pair);
        }
    });
    connect(m_detail, &PairDetail::whereRequested, this, [this](FeatureId feature) {
        if (m_session != nullptr) {
            m_session->goToFeature(feature);
        }
    });
    connect(m_detail, &PairDetail::nextRequested, this, [this] { step(1); });
    connect(m_detail, &PairDetail::previousRequested, this, [this] { step(-1); });
    makeShortcuts();
}

PairsPage::~PairsPage() = default;

QIcon PairsPage::icon() const { return themedIcon(QStringLiteral("pairs")); }

QWidget* PairsPage::makeTableSide() {
    auto* card = new Card(tr("Pairs"), QString(), m_splitter);
    const auto fit = [card] { card->setMinimumWidth(qRound(315 * ThemeManager::instance().textScale())); };
    fit();
    connect(&ThemeManager::instance(), &ThemeManager::changed, card, fit);
    m_scope = makeScopeSwitch(card);
    card->header()->addWidget(m_scope);
    auto* exportButton = new QToolButton(card);
    exportButton->setIcon(themedIcon(QStringLiteral("export")));
    exportButton->setToolTip(plainToolTip(tr("Save the table as CSV, tab-separated text or JSON (Ctrl+E)")));
    exportButton->setAccessibleName(tr("Save the table"));
    connect(&ThemeManager::instance(), &ThemeManager::changed, exportButton,
            [exportButton] { exportButton->setIcon(themedIcon(QStringLiteral("export"))); });
    connect(exportButton, &QToolButton::clicked, this, &PairsPage::askForTable);
    card->header()->addWidget(exportButton);
    m_filter = new FeatureFilterLine(
        tr("Filter: margin < 0 and subset = harmless"),
        tr("Fields: id, subset, chosen, rejected (rewards), margin, score, tokens; flipped. Example: flipped and "
           "|score| > "
           "0.5. Other words are looked for in ids and subsets."),
        [](const QString& text) { return parsePairFilter(text); }, card);
    card->body()->addLayout(makeScoreLine(card));
    card->body()->addWidget(m_filter);

    m_model = new PairTableModel(this);
    m_table = new QTableView(card);
    m_table->setModel(m_model);
    auto* bars = new SignedBarDelegate(m_table);
    m_table->setItemDelegate(new PlainCellDelegate(m_table));
    m_table->setItemDelegateForColumn(PairTableModel::Margin, bars);
    m_table->setItemDelegateForColumn(PairTableModel::Score, bars);
    m_table->setItemDelegateForColumn(PairTableModel::Verdict, new VerdictDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);  // ids differ at their ends
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setAccessibleName(tr("Table of pairs"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 12);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setSortIndicator(PairTableModel::Id, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    offerSortKeys(m_table);
    startColumns();
    // Margin beside the names: it is what the table is sorted by most.
    header->moveSection(header->visualIndex(PairTableModel::Margin), 2);
    header->moveSection(header->visualIndex(PairTableModel::Score), 3);
    card->body()->addWidget(m_table, 1);

    connect(m_filter, &FeatureFilterLine::filterChanged, this, &PairsPage::applyFilter);
    connect(m_scope, &SegmentedSwitch::picked, this, [this](int scope) {
        if (m_session != nullptr) {
            m_session->setScope(static_cast<TokenScope>(scope));
        }
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                const PairRow* row = m_model->pairAt(current.row());
                if (row != nullptr && current.isValid() && !m_selecting && m_session != nullptr) {
                    m_untouched = false;
                    m_session->selectPair(row->index);
                }
            });
    return card;
}

void PairsPage::makeShortcuts() {
    const auto add = [this](const QKeySequence& keys, QWidget* owner, const QString& name, auto&& action) {
        auto* shortcut = new QShortcut(keys, owner);
        nameCommand(shortcut, name);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(Qt::Key_J, this, tr("Next row"), [this] { step(1); });
    add(Qt::Key_K, this, tr("Previous row"), [this] { step(-1); });
    add(Qt::Key_BracketRight, this, tr("Next difference of the pair"), [this] { m_detail->stepDifference(1); });
    add(Qt::Key_BracketLeft, this, tr("Previous difference of the pair"), [this] { m_detail->stepDifference(-1); });
    add(QKeySequence::Find, this, tr("Filter the table"), [this] {
        m_filter->edit()->setFocus(Qt::ShortcutFocusReason);
        m_filter->edit()->selectAll();
    });
    add(QKeySequence(Qt::CTRL | Qt::Key_E), this, tr("Save the table"), [this] { askForTable(); });
    add(QKeySequence::Copy, m_table, tr("Copy the selected rows"), [this] { copyRows(); });
}

void PairsPage::setWorkspace(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_session = session;
    if (session != nullptr) {
        connect(session, &WorkspaceSession::indexChanged, this, &PairsPage::reload);
        connect(session, &WorkspaceSession::scopeChanged, this, &PairsPage::scopeChanged);
        connect(session, &WorkspaceSession::featureSetsChanged, this, [this] {
            fillScoreBy();
            scoreChanged();
        });
        connect(session, &WorkspaceSession::pairSelected, this, &PairsPage::showPair);
        connect(session, &WorkspaceSession::featureSelected, m_detail, [this](FeatureId feature) {
            m_untouched = false;
            m_detail->setFeature(feature);
        });
        // A jump from a feature: the pair opens on the place where that feature fires.
        connect(session, &WorkspaceSession::navigateToPair, this, [this](PairIndex pair) {
            m_untouched = false;
            showPair(pair);
            if (m_session->selectedFeature()) {
                m_detail->setMode(HeatMode::Feature);
                m_detail->revealStrongest();
            }
        });
    }
    reload();
}

void PairsPage::reload() {
    m_scoring.reset();
    m_untouched = true;
    const std::shared_ptr<const FeatureIndex> index = m_session == nullptr ? nullptr : m_session->index();
    m_stack->setCurrentIndex(index == nullptr ? 0 : 1);
    m_detail->setIndex(index);
    m_selecting = true;
    m_model->setPairs(index == nullptr ? std::vector<PairRow>() : PairTableModel::rowsOf(*index));
    m_selecting = false;
    fitColumns();
    updateCount();
    if (index == nullptr) {
        return;
    }
    m_detail->setFeature(m_session->selectedFeature());
    scopeChanged();
    if (m_session->selectedPair()) {
        showPair(*m_session->selectedPair());
    } else if (const PairRow* first = m_model->pairAt(0); first != nullptr) {
        m_session->selectPair(first->index);
    }
}

void PairsPage::scopeChanged() {
    if (m_session == nullptr || m_session->index() == nullptr) {
        return;
    }
    m_scope->setCurrent(static_cast<int>(m_session->scope()));
    fillScoreBy();
    scoreChanged();
}

void PairsPage::applyFilter(const FilterExpression& filter) {
    m_selecting = true;
    m_model->setFilter(filter);
    m_selecting = false;
    updateCount();
    if (m_session != nullptr && m_session->selectedPair()) {
        selectInTable(*m_session->selectedPair());
    }
}

void PairsPage::updateCount() {
    const QLocale locale;
    const int total = m_model->totalRows();
    const int shown = m_model->rowCount();
    m_filter->setCount(shown == total ? tr("%Ln pairs", nullptr, total)
                                      : tr("%1 of %Ln pairs", nullptr, total).arg(locale.toString(shown)));
}

void PairsPage::selectInTable(PairIndex pair) {
    const int row = m_model->rowOf(pair);
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

void PairsPage::showPair(PairIndex pair) {
    selectInTable(pair);
    if (const PairRow* row = m_model->find(pair); row != nullptr && m_detail->pair() != pair) {
        m_detail->showPair(*row);
        if (m_untouched) {
            m_detail->leaveSilence();
        }
    }
}

void PairsPage::revealToken(PairIndex pair, Segment segment, int token) {
    if (m_session == nullptr || m_session->index() == nullptr) {
        return;
    }
    m_untouched = false;
    m_session->selectPair(pair);
    showPair(pair);
    m_detail->setMode(HeatMode::Feature);
    m_detail->revealToken(segment, token);
}

void PairsPage::step(int rows) {
    const int count = m_model->rowCount();
    if (count == 0 || m_session == nullptr) {
        return;
    }
    m_untouched = false;
    const int at = m_table->currentIndex().isValid() ? m_table->currentIndex().row() : (rows > 0 ? -1 : count);
    if (const PairRow* row = m_model->pairAt(std::clamp(at + rows, 0, count - 1)); row != nullptr) {
        m_session->selectPair(row->index);
    }
}

void PairsPage::copyRows() {
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    if (!rows.isEmpty()) {
        QGuiApplication::clipboard()->setText(tableAsTabs(*m_model, rows));
    }
}

bool PairsPage::exportTable(const QString& path) {
    QString problem;
    if (!writeTable(*m_model, path, &problem)) {
        showMessage(MessageKind::Error, tr("%1 could not be written: %2").arg(path, problem),
                    tr("Choose another folder or free some space."));
        return false;
    }
    showMessage(MessageKind::Success, tr("Saved %Ln pairs to %1", nullptr, m_model->rowCount()).arg(path));
    return true;
}

bool PairsPage::askForTable() {
    if (m_model->rowCount() == 0) {
        return false;
    }
    const QString path = askForTableFile(this, tr("Save pairs"), QStringLiteral("pairs"));
    if (!path.isEmpty()) {
        exportTable(path);
    }
    return true;
}

void PairsPage::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("ownSide"), m_ownSide);
    settings.setValue(QStringLiteral("header"), m_table->horizontalHeader()->saveState());
    settings.setValue(QStringLiteral("ownWidths"), m_ownWidths);
    settings.setValue(QStringLiteral("filter"), m_filter->edit()->text());
    settings.setValue(QStringLiteral("mode"), static_cast<int>(m_detail->mode()));
    settings.setValue(QStringLiteral("set"), m_wantedSet);
    settings.setValue(QStringLiteral("weighting"), m_weighting->currentIndex());
}

void PairsPage::restoreState(QSettings& settings) {
    m_ownSide = settings.value(QStringLiteral("ownSide")).toBool();
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    // Their saved widths are somebody's own only where somebody drew them.
    const bool ownWidths = settings.value(QStringLiteral("ownWidths")).toBool();
    if (m_table->horizontalHeader()->restoreState(settings.value(QStringLiteral("header")).toByteArray())) {
        m_ownWidths = ownWidths;
        QHeaderView* header = m_table->horizontalHeader();
        m_model->sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
        fitColumns();  // it may have been another language
    }
    m_filter->setText(settings.value(QStringLiteral("filter")).toString());
    m_wantedSet = settings.value(QStringLiteral("set")).toString();
    m_weighting->setCurrentIndex(settings.value(QStringLiteral("weighting")).toInt() == 1 ? 1 : 0);
    fillScoreBy();
    scoreChanged();
    m_detail->setMode(static_cast<HeatMode>(std::clamp(settings.value(QStringLiteral("mode")).toInt(), 0, 2)));
}

void PairsPage::showSomethingMeaningful() {
    if (m_session == nullptr || m_session->index() == nullptr) {
        return;
    }
    // A pair with a large margin in which the strongest features speak.
    const PairRow* best = nullptr;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const PairRow* pair = m_model->pairAt(row);
        const auto tokens = std::min(pair->record.tokens[1], pair->record.tokens[2]);
        if (tokens >= 30 && (best == nullptr || pair->margin() > best->margin())) {
            best = pair;
        }
    }
    best = best == nullptr ? m_model->pairAt(0) : best;
    if (best != nullptr) {
        const PairIndex pair = best->index;
        m_session->selectPair(pair);
        showPair(pair);
        m_detail->setMode(HeatMode::KeptSet);
        m_detail->revealStrongest();
    }
}

}  // namespace saferscope
