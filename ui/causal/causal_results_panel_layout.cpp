// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/causal_results_panel.h"
#include "ui/causal/survey_chart.h"
#include "ui/causal/survey_keep.h"
#include "ui/causal/survey_table.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QComboBox>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedLayout>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

// The panel's widgets and what they call.
namespace saferscope {

CausalResultsPanel::CausalResultsPanel(SurveyActions actions, QWidget* parent)
    : QWidget(parent), m_actions(std::move(actions)) {
    m_stack = new QStackedLayout(this);
    m_empty = new EmptyState(QStringLiteral("evaluate"), tr("No test yet"),
                             tr("A full test measures whether a set of features is needed and enough, against 200 "
                                "control sets, and each feature alone."),
                             tr("Start a test"), this);
    m_page = new QWidget(this);
    auto* column = new QVBoxLayout(m_page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    column->addWidget(makeBar(m_page));
    m_state = new Label({}, TextRole::Body, TextTone::Muted, m_page);
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    m_content = makeContent();
    column->addWidget(m_content, 1);
    column->addStretch(0);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_page);
    m_soon.setSingleShot(true);
    m_soon.setInterval(200);
    connect(&m_soon, &QTimer::timeout, this, &CausalResultsPanel::load);
    connect(m_empty, &EmptyState::buttonClicked, this, &CausalResultsPanel::startRequested);
    connect(&m_task, &BackgroundTask::succeeded, this, &CausalResultsPanel::take);
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        const bool old = m_loadingRun != m_chooser->currentData().toString().toStdString();
        m_shownRun = m_loadingRun;  // or every look would try it again
        if (old) {
            load();
        } else if (error.code != ErrorCode::Interrupted) {
            clear();
            m_state->setText(tr("The results of this run cannot be read."));
            m_state->show();
            Q_EMIT failed(error);
        }
    });
    clear();
}

CausalResultsPanel::~CausalResultsPanel() = default;

QWidget* CausalResultsPanel::makeBar(QWidget* parent) {
    auto* bar = new QWidget(parent);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(3));
    m_chooser = new QComboBox(bar);
    m_chooser->setAccessibleName(tr("Run"));
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(24);
    m_chooser->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_keep = new SurveyKeep(bar);
    m_export = new QToolButton(bar);
    m_export->setText(tr("Export"));
    m_export->setIcon(themedIcon(QStringLiteral("export")));
    m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_export->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_export);
    const std::vector<std::pair<QString, QString>> kinds = {{tr("Every change (CSV)…"), QStringLiteral("csv")},
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
    row->addWidget(new Label(tr("Run"), TextRole::Body, TextTone::Normal, bar));
    row->addWidget(m_chooser, 2);
    row->addWidget(m_keep, 1);
    row->addWidget(m_export);
    connect(m_chooser, &QComboBox::currentIndexChanged, this, [this](int place) {
        if (!m_filling && place >= 0) {
            m_wanted = m_chooser->itemData(place).toString().toStdString();
            load();
        }
    });
    connect(m_keep, &SurveyKeep::keepRequested, this, &CausalResultsPanel::keepAs);
    return bar;
}

QWidget* CausalResultsPanel::makeContent() {
    auto* content = new QWidget(m_page);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    m_main = new Label({}, TextRole::Strong, TextTone::Normal, content);
    m_more = new Label({}, TextRole::Body, TextTone::Muted, content);
    for (Label* label : {m_main, m_more}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    column->addWidget(m_main);
    // A long reading scrolls: the picture keeps its room, with large text too.
    auto* more = new QScrollArea(content);
    more->setAccessibleName(tr("What was measured"));
    more->setWidgetResizable(true);
    more->setFrameShape(QFrame::NoFrame);
    more->viewport()->setAutoFillBackground(false);
    more->setWidget(m_more);
    m_more->setAutoFillBackground(false);
    m_more->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    const auto fit = [more] { more->setFixedHeight(QFontMetrics(bodyFont()).height() * 5 + spacing(1)); };
    connect(&ThemeManager::instance(), &ThemeManager::changed, more, fit);
    fit();
    column->addWidget(more);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(3));
    m_picture =
        new SegmentedSwitch(tr("Picture"), {tr("Sections"), tr("Controls"), tr("Doses"), tr("Attribution")},
                            {tr("Is the set needed, is it enough, where?"), tr("Would other features have done it?"),
                             tr("More and less of the set"), tr("Guessed against measured effect of single features")},
                            content);
    m_picture->setCurrent(0);
    m_section = new QComboBox(content);
    m_section->setAccessibleName(tr("Section"));
    m_section->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(m_picture);
    row->addStretch(1);
    row->addWidget(new Label(tr("Section"), TextRole::Body, TextTone::Muted, content));
    row->addWidget(m_section);
    column->addLayout(row);
    auto* split = new QSplitter(Qt::Vertical, content);
    split->setChildrenCollapsible(false);
    auto* scroll = new QScrollArea(split);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_chart = new SurveyChart(scroll);
    scroll->setWidget(m_chart);
    scroll->setFocusPolicy(Qt::NoFocus);  // the chart in it has the keyboard
    m_tables = new QTabWidget(split);
    m_tables->setDocumentMode(true);
    m_arms = new SurveyTable(this);
    m_single = new SurveyTable(this);
    m_armView = makeSurveyTable(m_arms, tr("Every change"), m_tables);
    m_featureView = makeSurveyTable(m_single, tr("Single features"), m_tables);
    m_featureView->setToolTip(tr("Enter or double click shows the feature"));
    m_tables->addTab(m_armView, tr("Every change"));
    m_tables->addTab(m_featureView, tr("Single features"));
    split->addWidget(scroll);
    split->addWidget(m_tables);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({430, 240});
    column->addWidget(split, 1);
    connect(m_picture, &SegmentedSwitch::picked, this, [this] { redraw(); });
    connect(m_section, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_filling) {
            redraw();
            showTables();
        }
    });
    connect(m_chart, &SurveyChart::featureClicked, this, &CausalResultsPanel::selectFeature);
    connect(m_chart, &SurveyChart::failed, this, &CausalResultsPanel::failed);
    connect(m_chart, &SurveyChart::exported, this,
            [this](const QString& path) { Q_EMIT told(MessageKind::Success, tr("Saved %1").arg(path), {}); });
    connect(m_featureView, &QTableView::activated, this, [this](const QModelIndex& index) {
        const auto source = m_single->sourceOf(index.row());
        if (source < m_features.size()) {
            selectFeature(m_features[source]);
        }
    });
    return content;
}

}  // namespace saferscope
