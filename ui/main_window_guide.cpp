// SPDX-License-Identifier: GPL-3.0-or-later
// The window's guide: Edit menu, table of keys, tour, presentation. The palette is in main_window_palette.cpp.
#include "ui/main_window_guide.h"

#include "ui/bridge/workspace_session.h"
#include "ui/guide/command_palette.h"
#include "ui/guide/key_table.h"
#include "ui/guide/story_bar.h"
#include "ui/guide/tour.h"
#include "ui/guide/window_commands.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/main_window.h"
#include "ui/pages/feature_detail.h"
#include "ui/pages/feature_table_view.h"
#include "ui/pages/features_page.h"
#include "ui/pages/overview_quality.h"
#include "ui/pages/overview_step_card.h"
#include "ui/pages/page.h"
#include "ui/pages/pair_detail.h"
#include "ui/pages/pairs_page.h"
#include "ui/pages/tabbed_page.h"
#include "ui/theme/cover.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_order.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/undo_button.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTextDocument>
#include <QTextEdit>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr double presentationFactor = 1.4;
const QString tourSeenKey = QStringLiteral("tour/seen");

/// Undo and Redo of a field that is being written in come before those of its page.
bool fieldCan(const QWidget* focus, bool forward) {
    if (const auto* line = qobject_cast<const QLineEdit*>(focus)) {
        return forward ? line->isRedoAvailable() : line->isUndoAvailable();
    }
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(focus)) {
        return forward ? text->document()->isRedoAvailable() : text->document()->isUndoAvailable();
    }
    if (const auto* text = qobject_cast<const QTextEdit*>(focus)) {
        return forward ? text->document()->isRedoAvailable() : text->document()->isUndoAvailable();
    }
    return false;
}

bool takesArrows(const QWidget* focus) {
    return qobject_cast<const QLineEdit*>(focus) != nullptr || qobject_cast<const QPlainTextEdit*>(focus) != nullptr ||
           qobject_cast<const QTextEdit*>(focus) != nullptr || qobject_cast<const QAbstractSlider*>(focus) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(focus) != nullptr ||
           qobject_cast<const HeatmapView*>(focus) != nullptr;
}

}  // namespace

WindowGuide::WindowGuide(MainWindow& window, QSettings& settings, Sidebar& sidebar, QVBoxLayout& column)
    : QObject(&window), m_window(window), m_settings(settings), m_sidebar(sidebar) {
    m_bar = new StoryBar(window.centralWidget());
    column.addWidget(m_bar);
    m_palette = new CommandPalette(&window, &settings);
    m_search = new WorkspaceSearch(this);
    m_tour = new Tour(&window);
    connect(m_palette, &CommandPalette::queryChanged, this, &WindowGuide::searchFor);
    connect(m_palette, &CommandPalette::closed, m_search, &WorkspaceSearch::cancel);
    connect(m_search, &WorkspaceSearch::found, this, &WindowGuide::takeFound);
    connect(m_search, &WorkspaceSearch::finished, m_palette, &CommandPalette::searchEnded);
    connect(m_bar, &StoryBar::stepShown, this, &WindowGuide::showStep);
    connect(m_bar, &StoryBar::ended, this, [this] { setPresenting(false); });
    connect(m_bar, &StoryBar::revealRequested, this, [](bool on) { Cover::instance().setAllRevealed(on); });
    connect(m_tour, &Tour::ended, this, [this] { m_settings.setValue(tourSeenKey, true); });
}

WindowGuide::~WindowGuide() {
    if (m_presenting) {
        qApp->removeEventFilter(this);
        Cover::instance().setOn(false);
        ThemeManager::instance().setTextScale(m_scaleBefore);
    }
}

void WindowGuide::workspaceChanged() {
    m_palette->closePalette();
    m_search->setSource(nullptr, {});
    if (m_tour->running() && m_window.session() == nullptr) {
        m_tour->end();
    }
    if (m_presenting) {
        m_window.session() == nullptr ? setPresenting(false) : gatherStory();
    }
    m_present->setEnabled(m_window.session() != nullptr);
}

void WindowGuide::makeEditMenu(QMenuBar* bar) {
    QMenu* menu = bar->addMenu(tr("&Edit"));
    // The keys themselves belong to whoever can undo: fields and the parts of pages. A shortcut here would be in their
    // way, so it is only shown.
    const auto add = [&](const QString& text, QKeySequence::StandardKey keys, bool forward) {
        return menu->addAction(text + QLatin1Char('\t') + QKeySequence(keys).toString(QKeySequence::NativeText), this,
                               [this, forward] { undo(forward); });
    };
    m_undo = add(tr("&Undo"), QKeySequence::Undo, false);
    m_redo = add(tr("&Redo"), QKeySequence::Redo, true);
    menu->addSeparator();
    QAction* find = menu->addAction(tr("&Do or find anything…"), QKeySequence(Qt::CTRL | Qt::Key_K), this,
                                    &WindowGuide::openPalette);
    find->setObjectName(QStringLiteral("command-palette-action"));
    connect(menu, &QMenu::aboutToShow, this, &WindowGuide::renewEditMenu);
    renewEditMenu();
}

void WindowGuide::renewEditMenu() {
    const QWidget* focus = QApplication::focusWidget();
    const int page = m_window.currentPage();
    QWidget* shown = page >= 0 ? m_window.pages()[static_cast<std::size_t>(page)] : nullptr;
    for (const bool forward : {false, true}) {
        const bool can = fieldCan(focus, forward) || undoButtonOf(shown, forward) != nullptr;
        (forward ? m_redo : m_undo)->setEnabled(can);
    }
}

void WindowGuide::undo(bool forward) {
    QWidget* focus = QApplication::focusWidget();
    if (fieldCan(focus, forward)) {
        QMetaObject::invokeMethod(focus, forward ? "redo" : "undo");
        return;
    }
    const int page = m_window.currentPage();
    QWidget* shown = page >= 0 ? m_window.pages()[static_cast<std::size_t>(page)] : nullptr;
    if (QAbstractButton* button = undoButtonOf(shown, forward)) {
        button->click();
    }
}

void WindowGuide::addToView(QMenu* menu) {
    m_present =
        menu->addAction(tr("&Presentation"), QKeySequence(Qt::Key_F5), this, [this] { setPresenting(!m_presenting); });
    m_present->setCheckable(true);
    m_present->setEnabled(false);
    m_present->setObjectName(QStringLiteral("presentation"));
    m_reveal = menu->addAction(tr("Show co&vered texts"), QKeySequence(Qt::Key_F6), this,
                               [](bool on) { Cover::instance().setAllRevealed(on); });
    m_reveal->setCheckable(true);
    m_reveal->setEnabled(false);
    connect(&Cover::instance(), &Cover::changed, m_reveal,
            [this] { m_reveal->setChecked(Cover::instance().allRevealed()); });
}

void WindowGuide::addToHelp(QMenu* menu) {
    menu->addAction(tr("&Take the tour"), this, &WindowGuide::startTour);
    menu->addAction(tr("&Keyboard shortcuts"), QKeySequence(Qt::CTRL | Qt::Key_Slash), this, &WindowGuide::showKeys);
}

void WindowGuide::showKeys() {
    if (m_keys != nullptr) {
        m_keys->raise();
        m_keys->activateWindow();
        return;
    }
    std::vector<KeyGroup> groups;
    const auto take = [&](const std::vector<WindowCommand>& commands) {
        for (const WindowCommand& command : commands) {
            if (command.keys.empty()) {
                continue;
            }
            auto group = std::find_if(groups.begin(), groups.end(),
                                      [&](const KeyGroup& one) { return one.title == command.place; });
            if (group == groups.end()) {
                groups.push_back({command.place, {}});
                group = groups.end() - 1;
            }
            group->lines.push_back({keysText(command.keys), command.title});
        }
    };
    take(menuCommands(m_window));
    for (Page* page : m_window.pages()) {
        take(pageCommands(*page, page->title()));
    }
    for (KeyGroup& group : viewKeys()) {
        groups.push_back(std::move(group));
    }
    m_keys = new KeyTableDialog(std::move(groups), &m_window);
    m_keys->open();
}

void WindowGuide::startTour() {
    if (m_window.session() == nullptr) {
        m_window.messageBar()->showMessage(MessageKind::Info, tr("The tour needs an open workspace."),
                                           tr("Open the demo; the tour begins by itself there."));
        return;
    }
    auto* features = qobject_cast<FeaturesPage*>(m_window.pages()[FeaturesAt]);
    auto* pairs = qobject_cast<PairsPage*>(m_window.pages()[PairsAt]);
    const auto page = [this](int number) { return [this, number] { m_window.showPage(number); }; };
    const auto button = [this](int number) {
        return [this, number]() -> QWidget* { return m_sidebar.button(number); };
    };
    const auto orButton = [](std::function<QWidget*()> first, std::function<QWidget*()> second) {
        return [first = std::move(first), second = std::move(second)] {
            QWidget* found = first();
            return found != nullptr && found->isVisible() ? found : second();
        };
    };
    std::vector<TourStep> steps;
    steps.push_back({tr("Seven pages"),
                     tr("The pages go from data to proof. %1 to %2 turn them, too.")
                         .arg(QKeySequence(Qt::CTRL | Qt::Key_1).toString(QKeySequence::NativeText),
                              QKeySequence(Qt::CTRL | Qt::Key_7).toString(QKeySequence::NativeText)),
                     page(OverviewAt), [this]() -> QWidget* { return &m_sidebar; }});
    steps.push_back(
        {tr("What there is, and what comes next"),
         tr("Each card is a step: data, reward model, SAE, index, ratings, evaluation. The filled button is "
            "the next one to take."),
         page(OverviewAt),
         orButton([this]() -> QWidget* { return m_window.pages()[OverviewAt]->findChild<OverviewStepCard*>(); },
                  button(OverviewAt))});
    steps.push_back({tr("Features"),
                     tr("What the model has learned, strongest first. Plus fires more in chosen answers, minus in "
                        "rejected ones."),
                     page(FeaturesAt),
                     orButton([features]() -> QWidget* { return features->table(); }, button(FeaturesAt))});
    steps.push_back(
        {tr("Texts in which a feature fires"),
         tr("The darker a word, the stronger the feature there. A double click opens the whole pair."),
         page(FeaturesAt),
         orButton([features]() -> QWidget* { return features->detail()->contextList(); }, button(FeaturesAt))});
    steps.push_back(
        {tr("Pairs"),
         tr("Prompt, chosen and rejected answer side by side. Point at a word to see which features fire "
            "on it."),
         page(PairsAt),
         orButton([pairs]() -> QWidget* { return pairs->detail()->view(Segment::Chosen); }, button(PairsAt))});
    steps.push_back({tr("Annotate"),
                     tr("You say what a feature means: keys 1 to 5 rate, Enter confirms the judge, U takes back."),
                     page(AnnotateAt), button(AnnotateAt)});
    steps.push_back({tr("Experiments and the Causal lab"),
                     tr("Poison or clean the training data through the features and train again; or turn features up "
                        "and down and see the reward move."),
                     page(ExperimentsAt), button(ExperimentsAt)});
    steps.push_back({tr("Find anything"),
                     tr("%1 opens a box for every command, page, feature and pair. %2 has the help.")
                         .arg(QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText),
                              QKeySequence(Qt::Key_F1).toString(QKeySequence::NativeText)),
                     page(OverviewAt), [this]() -> QWidget* { return m_window.menuBar(); }});
    m_tour->start(std::move(steps));
}

void WindowGuide::offerTour() {
    if (!m_settings.value(tourSeenKey).toBool()) {
        startTour();
    }
}

double WindowGuide::ownTextScale() const { return m_presenting ? m_scaleBefore : ThemeManager::instance().textScale(); }

void WindowGuide::setOwnTextScale(double scale) {
    if (m_presenting) {
        m_scaleBefore = std::clamp(scale, 0.75, 2.0);
        ThemeManager::instance().setTextScale(m_scaleBefore * presentationFactor);
    } else {
        ThemeManager::instance().setTextScale(scale);
    }
}

void WindowGuide::setPresenting(bool on) {
    if (on == m_presenting || (on && m_window.session() == nullptr)) {
        m_present->setChecked(m_presenting);
        return;
    }
    if (on) {
        m_tour->end();
        m_window.saveState();  // from here on it says nothing of the size
        m_scaleBefore = ThemeManager::instance().textScale();
        m_statesBefore = m_window.windowState();
    }
    m_presenting = on;
    m_present->setChecked(on);
    m_reveal->setEnabled(on);
    m_sidebar.setNarrow(on);
    Cover::instance().setOn(on);
    ThemeManager::instance().setTextScale(on ? m_scaleBefore * presentationFactor : m_scaleBefore);
    m_bar->setVisible(on);
    m_window.setWindowState(on ? m_window.windowState() | Qt::WindowFullScreen : m_statesBefore);
    if (on) {
        qApp->installEventFilter(this);
        m_bar->showReading();
        m_bar->nextButton()->setFocus();
        gatherStory();
    } else {
        qApp->removeEventFilter(this);
        m_reading.reset();
        scrollBack();
    }
}

/// What a step speaks of may lie below what the large type leaves room for.
void WindowGuide::scrollTo(QWidget* widget) {
    if (widget == nullptr) {
        return;
    }
    QTimer::singleShot(0, widget, [this, widget] {
        for (QWidget* at = widget->parentWidget(); m_presenting && at != nullptr; at = at->parentWidget()) {
            if (auto* area = qobject_cast<QScrollArea*>(at)) {
                m_scrolled.try_emplace(area, area->verticalScrollBar()->value());
                area->ensureWidgetVisible(widget);
            }
        }
    });
}

/// The walk leaves the pages where it found them.
void WindowGuide::scrollBack() {
    for (const auto& [area, value] : std::exchange(m_scrolled, {})) {
        QTimer::singleShot(0, area, [bar = area->verticalScrollBar(), value = value] { bar->setValue(value); });
    }
}

void WindowGuide::showStep(const StoryStep& step) {
    m_window.showPage(step.page);
    if (auto* tabbed = qobject_cast<TabbedPage*>(m_window.pages()[static_cast<std::size_t>(step.page)]);
        tabbed != nullptr && step.tab >= 0) {
        tabbed->showTab(step.tab);
    }
    if (step.feature && m_window.session() != nullptr) {
        m_window.session()->selectFeature(*step.feature);
        if (auto* features = qobject_cast<FeaturesPage*>(m_window.pages()[FeaturesAt])) {
            scrollTo(features->detail()->contextList());
        }
    }
    if (step.page == OverviewAt && m_bar->step() + 1 < static_cast<int>(m_bar->story().steps.size())) {
        scrollTo(m_window.pages()[OverviewAt]->findChild<OverviewQuality*>());
    }
    QPushButton* next = m_bar->nextButton();
    QPushButton* back = m_bar->backButton();
    // Where the arrow keys reach the walk.
    (next->isEnabled() ? next : back->isEnabled() ? back : m_bar->revealButton())->setFocus(Qt::OtherFocusReason);
}

bool WindowGuide::eventFilter(QObject* watched, QEvent* event) {
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!key || widget == nullptr || widget->window() != &m_window || m_palette->isVisible() ||
        QApplication::activeModalWidget() != nullptr) {
        return QObject::eventFilter(watched, event);
    }
    auto* press = static_cast<QKeyEvent*>(event);
    if ((press->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) {
        return QObject::eventFilter(watched, event);
    }
    int steps = 0;
    switch (press->key()) {
        case Qt::Key_PageDown:
        case Qt::Key_Right:
            steps = 1;
            break;
        case Qt::Key_PageUp:
        case Qt::Key_Left:
            steps = -1;
            break;
        case Qt::Key_Escape:
            break;
        default:
            return QObject::eventFilter(watched, event);
    }
    if (steps != 0 && takesArrows(widget)) {
        return QObject::eventFilter(watched, event);
    }
    event->accept();
    if (event->type() == QEvent::KeyPress) {
        steps == 0 ? setPresenting(false) : m_bar->go(steps);
    }
    return true;
}

}  // namespace saferscope
