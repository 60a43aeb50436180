// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/playground_page.h"

#include "ui/bridge/engine.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/pages/pair_token_panel.h"
#include "ui/playground/answer_box.h"
#include "ui/playground/margin_view.h"
#include "ui/playground/pair_list_panel.h"
#include "ui/playground/pin_strip.h"
#include "ui/playground/text_edit.h"
#include "ui/playground/turn_list.h"
#include "ui/theme/icons.h"
#include "ui/widgets/empty_state.h"

#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>

namespace saferscope {
namespace {

constexpr int saveAfterMs = 1500;  ///< from the first key that is not saved yet: so much can be lost, no more
constexpr std::size_t backSteps = 50;
const QString lane = QStringLiteral("playground");

}  // namespace

PlaygroundPage::PlaygroundPage(QWidget* parent) : Page(parent) {
    setAcceptDrops(true);
    for (QTimer* timer : {&m_debounce, &m_saving, &m_step, &m_fit}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    m_debounce.setInterval(debounceMs);
    m_saving.setInterval(saveAfterMs);
    connect(&m_debounce, &QTimer::timeout, this, &PlaygroundPage::ask);
    connect(&m_saving, &QTimer::timeout, this, &PlaygroundPage::saveNow);
    connect(&m_step, &QTimer::timeout, this, &PlaygroundPage::showStep);
    makeWidgets();
    setColours(RewardSoFar);
    chooseEmpty();
    forget();
}

PlaygroundPage::~PlaygroundPage() = default;

QIcon PlaygroundPage::icon() const { return themedIcon(QStringLiteral("playground")); }

void PlaygroundPage::setWorkspace(WorkspaceSession* session) {
    saveNow();
    if (m_session != nullptr) {
        m_session->disconnect(this);
        m_session->engine()->disconnect(this);
    }
    m_session = session;
    m_list->setWorkspace(session);
    m_pins->clear();
    m_before.clear();
    m_back->setEnabled(false);
    if (session != nullptr) {
        connect(session, &WorkspaceSession::indexChanged, this, &PlaygroundPage::indexChanged);
        connect(session, &WorkspaceSession::artifactsChanged, this, &PlaygroundPage::chooseEmpty);
        connect(session, &WorkspaceSession::scopeChanged, this, &PlaygroundPage::renewScope);
        connect(session, &WorkspaceSession::navigateToPlayground, this, &PlaygroundPage::loadPair);
        connect(session, &WorkspaceSession::ratingsReloaded, this, &PlaygroundPage::showFeatures);
        connect(session, &WorkspaceSession::ratingsChanged, this, &PlaygroundPage::showFeatures);
        connect(session, &WorkspaceSession::featureSelected, this, [this](FeatureId feature) {
            m_request.feature = feature;
            m_features->setFeature(feature);
            recolour();
        });
        connect(session->engine(), &Engine::stateChanged, this, &PlaygroundPage::engineChanged);
        m_loading = true;
        const Draft kept = session->workspace() != nullptr ? savedDraft(*session->workspace()) : emptyDraft();
        m_turns->setTurns(kept.prompt);
        m_answers[0]->editor()->replaceText(QString::fromStdString(kept.chosen));
        m_answers[1]->editor()->replaceText(QString::fromStdString(kept.rejected));
        m_loading = false;
        m_dirty = false;
    }
    indexChanged();
}

void PlaygroundPage::indexChanged() {
    forget();
    m_request.feature = m_session != nullptr ? m_session->selectedFeature() : std::nullopt;
    m_features->setFeature(m_request.feature);
    chooseEmpty();
    renewScope();
}

void PlaygroundPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_fit.start();
    // The model is loaded by who looks at this page, not by who opened the workspace.
    if (m_pair == nullptr && !m_waiting && m_stack->currentIndex() == 1 && !isBlank(draft())) {
        m_debounce.start();
    }
}

void PlaygroundPage::chooseEmpty() {
    const auto model = m_session != nullptr
                           ? m_session->engineModel()
                           : Result<EngineOpen>(fail(ErrorCode::NotFound, "No workspace is open.", ""));
    // Without files of its own a session may still have an engine: tests, or an index that was opened alone.
    const bool usable = model.has_value() || (m_session != nullptr && m_session->workspace() == nullptr);
    if (!usable) {
        m_empty->setText(tr("There is no model to play with yet"), sentences(model.error()));
    }
    m_stack->setCurrentIndex(usable ? 1 : 0);
}

void PlaygroundPage::forget() {
    m_pair.reset();
    m_nextSegment = 3;
    m_pointed.second = -1;
    m_selected.second = -1;
    for (const Segment segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
        m_laidOut[static_cast<std::size_t>(segment)].clear();
        view(segment)->clear();
    }
    for (AnswerBox* box : m_answers) {
        box->setNoReward();
    }
    m_pins->setNow({});
    m_margin->showSentence(tr("Write a prompt and two answers, or load a pair."));
    m_margin->setStatus({});
    showFeatures();
}

Draft PlaygroundPage::draft() const {
    Draft draft;
    draft.id = "playground";
    draft.prompt = m_turns->turns();
    draft.chosen = m_answers[0]->text().toStdString();
    draft.rejected = m_answers[1]->text().toStdString();
    return draft;
}

void PlaygroundPage::edited() {
    if (m_loading) {
        return;
    }
    m_dirty = true;
    m_debounce.start();
    m_fit.start();
    if (!m_saving.isActive()) {
        m_saving.start();
    }
}

void PlaygroundPage::load(const Draft& wanted) {
    const Draft before = draft();
    if (!isBlank(before)) {
        m_before.push_back(before);
        if (m_before.size() > backSteps) {
            m_before.erase(m_before.begin());
        }
        m_back->setEnabled(true);
    }
    m_loading = true;
    m_turns->setTurns(wanted.prompt);
    m_answers[0]->editor()->replaceText(QString::fromStdString(wanted.chosen));
    m_answers[1]->editor()->replaceText(QString::fromStdString(wanted.rejected));
    m_loading = false;
    edited();
}

void PlaygroundPage::back() {
    if (m_before.empty()) {
        return;
    }
    const Draft before = m_before.back();
    m_before.pop_back();
    const std::vector<Draft> older = m_before;
    load(before);
    m_before = older;  // load() kept what stood there; going back is no step forward
    m_back->setEnabled(!m_before.empty());
}

void PlaygroundPage::swapAnswers() {
    Draft swapped = draft();
    std::swap(swapped.chosen, swapped.rejected);
    load(swapped);
}

void PlaygroundPage::ask() {
    m_debounce.stop();
    if (m_session == nullptr || m_stack->currentIndex() != 1) {
        return;
    }
    const Draft written = draft();
    if (isBlank(written)) {
        ++m_asked;
        m_waiting = false;
        m_session->engine()->cancel(lane);
        forget();
        return;
    }
    const std::uint64_t question = ++m_asked;
    m_waiting = true;
    m_session->engine()->ask(lane, EngineRead{questionOf(written)}, this,
                             [this, question](Result<EngineAnswer> answer) { answered(question, std::move(answer)); });
    engineChanged();
}

void PlaygroundPage::answered(std::uint64_t question, Result<EngineAnswer> answer) {
    const bool newest = question == m_asked;
    if (newest) {
        m_waiting = false;
    }
    if (!answer) {
        if (!newest || answer.error().code == ErrorCode::Interrupted) {
            return;
        }
        m_margin->setStatus(tr("not up to date"));
        m_retry->setVisible(true);
        showMessage(MessageKind::Error, sentence(answer.error().message),
                    sentence(answer.error().hint) + tr(" Your texts are kept; press Retry to ask again."));
        return;
    }
    auto* pair = std::get_if<EnginePair>(&*answer);
    if (pair == nullptr || isBlank(draft())) {
        return;
    }
    if (m_retry->isVisible()) {
        m_retry->setVisible(false);
        messageBar()->dismiss();
    }
    m_pair = std::make_shared<const EnginePair>(std::move(*pair));
    if (newest) {
        m_margin->setStatus(tr("read in %1 ms").arg(QLocale().toString(1000.0 * m_pair->seconds, 'f', 0)));
    }
    showPair();
}

void PlaygroundPage::engineChanged() {
    if (m_session == nullptr) {
        return;
    }
    switch (m_session->engine()->state()) {
        case Engine::State::Loading:
            m_margin->setStatus(tr("Loading the model…"));
            break;
        case Engine::State::Ready:
            if (m_waiting) {
                m_margin->setStatus(m_pair == nullptr ? tr("Reading…") : m_margin->status());
            }
            break;
        case Engine::State::Failed:
            m_retry->setVisible(true);
            m_margin->setStatus(tr("The model is not running"));
            break;
        case Engine::State::Off:
            break;
    }
}

void PlaygroundPage::retry() {
    messageBar()->dismiss();
    if (m_session == nullptr) {
        return;
    }
    if (const auto model = m_session->engineModel()) {
        m_session->engine()->setModel(*model, true);
    }
    ask();
}

void PlaygroundPage::saveNow() {
    m_saving.stop();
    if (m_dirty && m_session != nullptr && m_session->workspace() != nullptr) {
        saveDraft(*m_session->workspace(), draft());
        m_dirty = false;
    }
}

void PlaygroundPage::saveState(QSettings& settings) const {
    if (m_dirty && m_session != nullptr && m_session->workspace() != nullptr) {
        saveDraft(*m_session->workspace(), draft());
    }
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("answers"),
                      m_answersByHand ? m_answers[0]->splitter()->saveState() : QByteArray());
    settings.setValue(QStringLiteral("prompt"), m_promptByHand ? m_promptSplitter->saveState() : QByteArray());
    settings.setValue(QStringLiteral("colours"), m_colours);
}

void PlaygroundPage::restoreState(QSettings& settings) {
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_answersByHand = m_answers[0]->splitter()->restoreState(settings.value(QStringLiteral("answers")).toByteArray());
    m_answers[1]->splitter()->restoreState(settings.value(QStringLiteral("answers")).toByteArray());
    m_promptByHand = m_promptSplitter->restoreState(settings.value(QStringLiteral("prompt")).toByteArray());
    const int colours = settings.value(QStringLiteral("colours"), static_cast<int>(RewardSoFar)).toInt();
    setColours(colours >= Feature && colours <= RewardSoFar ? colours : static_cast<int>(RewardSoFar));
}

void PlaygroundPage::showSomethingMeaningful() {
    if (m_session != nullptr && m_session->index() != nullptr && isBlank(draft())) {
        loadPair(m_session->selectedPair().value_or(PairIndex(0)));
        ask();
    }
}

}  // namespace saferscope
