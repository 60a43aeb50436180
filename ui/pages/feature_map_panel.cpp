// SPDX-License-Identifier: GPL-3.0-or-later
// What the panel of the feature map consists of.
#include "ui/pages/feature_map_panel.h"

#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/feature_table_model.h"
#include "ui/theme/icons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_row.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {

FeatureMapPanel::FeatureMapPanel(FeatureTableModel* model, QWidget* parent) : QWidget(parent), m_model(model) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(QStringLiteral("features"), {}, {}, tr("Compute the map"), m_stack);
    connect(m_empty, &EmptyState::buttonClicked, this, &FeatureMapPanel::compute);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeMapSide());
    column->addWidget(m_stack, 1);
    m_progress = new ProgressRow(this);
    m_progress->setTitle(tr("Computing the map"));
    m_stop = new QPushButton(tr("Stop"), m_progress);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_session == nullptr || m_session->jobs() == nullptr) {
            return;
        }
        if (const Status stopped = m_session->jobs()->stop(m_job); !stopped) {
            Q_EMIT failed(stopped.error());
        }
    });
    m_progress->buttons()->addWidget(m_stop);
    m_progress->hide();
    column->addWidget(m_progress);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &FeatureMapPanel::refresh);
    connect(m_model, &QAbstractItemModel::modelReset, this, &FeatureMapPanel::refreshSoon);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &FeatureMapPanel::refreshSoon);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &FeatureMapPanel::refreshSoon);
    connect(&m_task, &BackgroundTask::succeeded, this, &FeatureMapPanel::started);
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        showState();
        if (error.code != ErrorCode::Interrupted) {
            Q_EMIT failed(error);
        }
    });
    showPicked();
    showState();
}

FeatureMapPanel::~FeatureMapPanel() = default;

QWidget* FeatureMapPanel::makeMapSide() {
    auto* side = new QWidget(m_stack);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(1));
    m_view = new FeatureMapView(side);
    m_view->setWords([this](FeatureId feature) { return wordsOf(feature); });
    column->addWidget(makeControls(side));
    column->addWidget(m_view, 1);
    m_legend = new FeatureMapLegend(side);
    column->addWidget(m_legend);
    column->addWidget(makePickedBar(side));
    setTabOrder(m_again, m_view);  // made before the controls, and below them
    setTabOrder(m_view, m_showOnly);
    m_note = new Label({}, TextRole::Small, TextTone::Muted, side);
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    connect(m_view, &FeatureMapView::featureClicked, this, &FeatureMapPanel::featurePicked);
    connect(m_view, &FeatureMapView::featureActivated, this, &FeatureMapPanel::featureActivated);
    connect(m_view, &FeatureMapView::pickedChanged, this, [this] {
        showPicked();
        Q_EMIT pickedChanged();
    });
    return side;
}

/// Two groups in one row, or below each other where there is no room (foldBars).
QBoxLayout* FeatureMapPanel::makeHalves(QWidget* bar, QBoxLayout*& left, QBoxLayout*& right) {
    auto* halves = new QBoxLayout(QBoxLayout::LeftToRight, bar);
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(spacing(1));
    for (QBoxLayout** half : {&left, &right}) {
        auto* group = new QWidget(bar);
        *half = new QHBoxLayout(group);
        (*half)->setContentsMargins(0, 0, 0, 0);
        (*half)->setSpacing(spacing(1));
        halves->addWidget(group);
    }
    bar->setMinimumWidth(200);  // less than a row needs: being narrow is what makes two of it
    return halves;
}

void FeatureMapPanel::foldBars() {
    for (QBoxLayout* bar : {m_controls, m_pickedHalves}) {
        QWidget* right = bar->itemAt(1)->widget();
        const int needed =
            bar->itemAt(0)->widget()->sizeHint().width() + right->sizeHint().width() + 2 * bar->spacing();
        const bool folded = width() < needed;
        bar->setDirection(folded ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        // A second row for nothing would only take room from the picture.
        right->setVisible(bar == m_controls || !folded || !m_view->picked().empty());
    }
}

void FeatureMapPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    foldBars();
}

QWidget* FeatureMapPanel::makeControls(QWidget* parent) {
    auto* bar = new QWidget(parent);
    QBoxLayout* row = nullptr;
    QBoxLayout* tools = nullptr;
    m_controls = makeHalves(bar, row, tools);
    m_quantity = new QComboBox(bar);
    m_quantity->setAccessibleName(tr("Colour by"));
    m_quantity->setToolTip(tr("What the colours of the points say"));
    for (int i = 0; i <= static_cast<int>(FeatureMapQuantity::Kept); ++i) {
        m_quantity->addItem(FeatureMapColours(static_cast<FeatureMapQuantity>(i), {}).name());
    }
    m_quantity->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_quantity->setMinimumContentsLength(12);
    connect(m_quantity, &QComboBox::currentIndexChanged, this, &FeatureMapPanel::refreshSoon);
    row->addWidget(m_quantity);
    m_brush = new SegmentedSwitch(tr("What dragging does"), {tr("Box"), tr("Lasso"), tr("Move")},
                                  {tr("Drag a rectangle: what is in it is picked. Shift adds to what is picked."),
                                   tr("Drag an outline: what is in it is picked. Shift adds to what is picked."),
                                   tr("Drag the map itself; so does the middle button, or Space and a drag.")},
                                  bar);
    connect(m_brush, &SegmentedSwitch::picked, this,
            [this](int brush) { m_view->setBrush(static_cast<FeatureMapView::Brush>(brush)); });
    row->addWidget(m_brush);
    row->addStretch(1);
    tools->addStretch(1);
    const auto tool = [&](const QString& icon, const QString& name, const QString& help) {
        auto* button = new QToolButton(bar);
        button->setIcon(themedIcon(icon));
        button->setAccessibleName(name);
        button->setToolTip(plainToolTip(help));
        button->setFocusPolicy(Qt::StrongFocus);
        connect(&ThemeManager::instance(), &ThemeManager::changed, button,
                [button, icon] { button->setIcon(themedIcon(icon)); });
        tools->addWidget(button);
        return button;
    };
    connect(tool(QStringLiteral("minus"), tr("Zoom out"), tr("Zoom out (−)")), &QToolButton::clicked, this,
            [this] { m_view->zoomBy(1.0 / 1.4); });
    connect(tool(QStringLiteral("plus"), tr("Zoom in"), tr("Zoom in (+, or the wheel)")), &QToolButton::clicked, this,
            [this] { m_view->zoomBy(1.4); });
    connect(tool(QStringLiteral("overview"), tr("Show all"), tr("Show the whole map (Home)")), &QToolButton::clicked,
            this, [this] { m_view->showAll(); });
    m_again = tool(QStringLiteral("retry"), tr("Compute the map again"),
                   tr("Compute the map again. Needed when the SAE has changed; the same SAE gives the same map."));
    connect(m_again, &QToolButton::clicked, this, &FeatureMapPanel::compute);
    return bar;
}

QWidget* FeatureMapPanel::makePickedBar(QWidget* parent) {
    m_pickedBar = new QWidget(parent);
    QBoxLayout* row = nullptr;
    QBoxLayout* saving = nullptr;
    m_pickedHalves = makeHalves(m_pickedBar, row, saving);
    m_pickedLabel = new Label({}, TextRole::Body, TextTone::Normal, m_pickedBar);
    row->addWidget(m_pickedLabel);
    m_showOnly = new QPushButton(tr("Show only these"), m_pickedBar);
    m_showOnly->setToolTip(tr("The table and the map show these features alone, until the chip above is clicked"));
    connect(m_showOnly, &QPushButton::clicked, this, &FeatureMapPanel::showOnlyRequested);
    row->addWidget(m_showOnly);
    m_clear = new QPushButton(tr("Clear"), m_pickedBar);
    m_clear->setProperty("role", QStringLiteral("quiet"));
    m_clear->setToolTip(tr("Nothing is picked any more (Escape)"));
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_view->setPicked({});
        showPicked();
        Q_EMIT pickedChanged();
    });
    row->addWidget(m_clear);
    row->addStretch(1);
    m_setName = new QLineEdit(m_pickedBar);
    m_setName->setPlaceholderText(tr("Name of a set"));
    m_setName->setAccessibleName(tr("Name of the new set"));
    m_setName->setMaxLength(80);
    saving->addWidget(m_setName, 1);
    m_saveSet = new QPushButton(tr("Save as set"), m_pickedBar);
    m_saveSet->setToolTip(tr("Save what is picked as a feature set of this name"));
    m_saveSet->setEnabled(false);
    const auto save = [this] {
        if (m_saveSet->isEnabled()) {
            Q_EMIT saveSetRequested(m_setName->text().trimmed());
        }
    };
    connect(m_setName, &QLineEdit::textChanged, this, &FeatureMapPanel::showPicked);
    connect(m_setName, &QLineEdit::returnPressed, this, save);
    connect(m_saveSet, &QPushButton::clicked, this, save);
    saving->addWidget(m_saveSet);
    return m_pickedBar;
}

QPushButton* FeatureMapPanel::computeButton() const { return m_empty->button(); }

FeatureMapQuantity FeatureMapPanel::quantity() const {
    return static_cast<FeatureMapQuantity>(std::max(0, m_quantity->currentIndex()));
}

void FeatureMapPanel::setQuantity(FeatureMapQuantity quantity) {
    m_quantity->setCurrentIndex(static_cast<int>(quantity));
}

void FeatureMapPanel::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("mapColour"), m_quantity->currentIndex());
    settings.setValue(QStringLiteral("mapBrush"), m_brush->current());
}

void FeatureMapPanel::restoreState(QSettings& settings) {
    const int colour = settings.value(QStringLiteral("mapColour")).toInt();
    m_quantity->setCurrentIndex(std::clamp(colour, 0, m_quantity->count() - 1));
    const int brush = std::clamp(settings.value(QStringLiteral("mapBrush")).toInt(), 0, 2);
    m_brush->setCurrent(brush);
    m_view->setBrush(static_cast<FeatureMapView::Brush>(brush));
}

}  // namespace saferscope
