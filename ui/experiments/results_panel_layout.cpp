// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/results_chart.h"
#include "ui/experiments/results_panel.h"
#include "ui/experiments/results_tables.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/number_delegates.h"
#include "ui/models/sort_keys.h"
#include "ui/theme/icons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

// The panel's widgets and what they call.
namespace saferscope {

ResultsPanel::ResultsPanel(QWidget* parent) : QWidget(parent) {
    m_empty = new EmptyState(QStringLiteral("evaluate"), tr("No experiment yet"),
                             tr("Accuracy against the share of changed pairs, with intervals and tests, appears here "
                                "once a sweep has evaluated its first models."),
                             tr("Compose an experiment"), this);
    m_page = new QWidget(this);
    auto* column = new QVBoxLayout(m_page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    column->addWidget(makeBar());
    m_resultStack = new QStackedLayout;
    m_noResults = new EmptyState(QStringLiteral("clock"), {}, {}, {}, m_page);
    m_results = makeContent();
    m_resultStack->addWidget(m_noResults);
    m_resultStack->addWidget(m_results);
    column->addLayout(m_resultStack, 1);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_page);

    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ResultsPanel::reload);
    connect(m_empty, &EmptyState::buttonClicked, this, &ResultsPanel::composeRequested);
    connect(&m_task, &BackgroundTask::succeeded, this, [this] {
        if (!std::exchange(m_stale, false)) {
            take(*m_reading);
        }
        if (m_again) {
            reload();
        }
    });
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        if (!std::exchange(m_stale, false)) {
            Q_EMIT failed(error);
        }
        if (m_again) {
            reload();
        }
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &ResultsPanel::redraw);
}

QWidget* ResultsPanel::makeBar() {
    auto* bar = new QWidget(m_page);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(3));
    m_chooser = new QComboBox(bar);
    m_chooser->setAccessibleName(tr("Sweep"));
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(30);
    m_chooser->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_export = new QToolButton(bar);
    m_export->setText(tr("Export"));
    m_export->setIcon(themedIcon(QStringLiteral("export")));
    m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_export->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_export);
    const std::vector<std::pair<QString, QString>> kinds = {{tr("Report (HTML)…"), QStringLiteral("html")},
                                                            {{}, {}},
                                                            {tr("Table (CSV)…"), QStringLiteral("csv")},
                                                            {tr("Everything (JSON)…"), QStringLiteral("json")},
                                                            {{}, {}},
                                                            {tr("Chart as picture (PNG)…"), QStringLiteral("png")},
                                                            {tr("Chart as drawing (SVG)…"), QStringLiteral("svg")},
                                                            {tr("Chart as document (PDF)…"), QStringLiteral("pdf")}};
    for (const auto& [text, ending] : kinds) {
        if (text.isEmpty()) {
            menu->addSeparator();
            continue;
        }
        connect(menu->addAction(text), &QAction::triggered, this, [this, suffix = ending] { askAndExport(suffix); });
    }
    m_export->setMenu(menu);
    row->addWidget(new Label(tr("Sweep")));
    row->addWidget(m_chooser, 1);
    row->addWidget(m_export);
    connect(m_chooser, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (!m_filling && index >= 0) {
            showSweep(m_chooser->itemData(index).toString());
        }
    });
    return bar;
}

QWidget* ResultsPanel::makeContent() {
    auto* content = new QWidget(m_page);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    m_main = new Label({}, TextRole::Strong);
    m_more = new Label({}, TextRole::Body, TextTone::Muted);
    m_warnings = new Label({}, TextRole::Small, TextTone::Warning);
    for (Label* label : {m_main, m_more, m_warnings}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }
    auto* split = new QSplitter(Qt::Vertical, content);
    split->setChildrenCollapsible(false);
    auto* upper = new QSplitter(Qt::Horizontal, split);
    upper->setChildrenCollapsible(false);
    upper->addWidget(makeChartArea());
    upper->addWidget(makeFlips());
    upper->setStretchFactor(0, 3);
    upper->setStretchFactor(1, 2);
    upper->setSizes({760, 520});
    m_points = new SweepPointsModel(this);
    m_order = new SweepPointsOrder(this);
    m_order->setSourceModel(m_points);
    m_table = makeTable(m_order, tr("Accuracy and paired tests"));
    m_table->setSortingEnabled(true);
    offerSortKeys(m_table);
    m_order->sort(-1);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    split->addWidget(upper);
    split->addWidget(m_table);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({480, 300});
    column->addWidget(split, 1);
    return content;
}

QWidget* ResultsPanel::makeChartArea() {
    auto* area = new QWidget;
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(3));
    m_section = new QComboBox(area);
    m_section->setAccessibleName(tr("Section"));
    m_section->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_measure = new SegmentedSwitch(tr("What is drawn"), {tr("Accuracy"), tr("Difference")},
                                    {tr("Share of right verdicts"), tr("Points above or below the baseline")}, area);
    m_measure->setCurrent(0);
    m_seeds = new QCheckBox(tr("Each &seed"), area);
    m_seeds->setToolTip(tr("Every model as a faint dot"));
    m_allSections = new QCheckBox(tr("&All sections in the table"), area);
    row->addWidget(m_section);
    row->addWidget(m_measure);
    row->addWidget(m_seeds);
    row->addStretch(1);
    row->addWidget(m_allSections);
    column->addLayout(row);
    m_chart = new ResultsChart(area);
    column->addWidget(m_chart, 1);
    connect(m_section, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_filling) {
            m_wantedSection = m_section->currentData().toString().toStdString();
            redraw();
        }
    });
    connect(m_measure, &SegmentedSwitch::picked, this, [this] { redraw(); });
    connect(m_seeds, &QCheckBox::toggled, this, &ResultsPanel::redraw);
    connect(m_allSections, &QCheckBox::toggled, this, &ResultsPanel::redraw);
    return area;
}

QWidget* ResultsPanel::makeFlips() {
    auto* area = new QWidget;
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(spacing(3), 0, 0, 0);
    column->setSpacing(spacing(2));
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(2));
    m_flipChoice = new QComboBox(area);
    m_flipChoice->setAccessibleName(tr("Model whose changed verdicts are listed"));
    m_flipChoice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_flipChoice->setMinimumContentsLength(12);
    row->addWidget(new Label(tr("Changed verdicts")));
    row->addWidget(m_flipChoice, 1);
    column->addLayout(row);
    m_flips = new SweepFlipsModel(this);
    m_flipTable = makeTable(m_flips, tr("Pairs whose verdict changed"));
    m_flipTable->setToolTip(tr("Enter or double click shows the pair"));
    column->addWidget(m_flipTable, 1);
    m_flipCount = new Label({}, TextRole::Small, TextTone::Muted);
    column->addWidget(m_flipCount);
    connect(m_flipChoice, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_filling) {
            showFlips();
        }
    });
    connect(m_flipTable, &QTableView::activated, this, [this](const QModelIndex& index) { openFlip(index.row()); });
    return area;
}

QTableView* ResultsPanel::makeTable(QAbstractItemModel* model, const QString& name) {
    auto* table = new QTableView;
    table->setModel(model);
    table->setItemDelegate(new PlainCellDelegate(table));
    table->setAccessibleName(name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

}  // namespace saferscope
