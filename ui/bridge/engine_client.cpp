// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/engine_client.h"

#include "core/base/log.h"
#include "core/jobs/launcher.h"
#include "ui/bridge/engine_child.h"
#include "ui/bridge/sentences.h"

#include <QElapsedTimer>
#include <QPointer>
#include <algorithm>
#include <cmath>
#include <map>

namespace saferscope {
namespace {

constexpr qint64 longestRestMs = 30000;

// After the first failure the next question tries again at once; after that it rests twice as long each time.
qint64 restAfter(int failures) {
    return failures < 2 ? 0 : std::min<qint64>(longestRestMs, qint64{500} << std::min(failures - 1, 10));
}

bool same(const EngineOpen& a, const EngineOpen& b) {
    return a.model == b.model && a.sae == b.sae && a.dateString == b.dateString && a.maxTokens == b.maxTokens &&
           a.device == b.device;
}

Error outdated() { return {ErrorCode::Interrupted, "A newer question took the place of this one.", {}}; }

}  // namespace

struct EngineClient::Impl {
    struct Question {
        std::string lane;
        EngineQuestion question;  ///< moved out when it is sent
        bool sent = false;
        bool hasContext = false;
        QPointer<QObject> context;
        Callback callback;
        ProgressCallback progress;
    };

    explicit Impl(EngineClient* client) : q(client) {}

    void setState(State next);
    void start();
    void send(std::uint64_t id, const std::string& lane, EngineQuestion question);
    void flush();
    void finish(std::uint64_t id, Result<EngineAnswer> answer);
    void finishAll(const Error& error);
    void later(Question question, Result<EngineAnswer> answer);
    void onReply(EngineReply& reply);
    void onOpened(EngineReply& reply);
    void failed(const Error& error, bool childIsGone);
    Error resting() const;

    EngineClient* const q;
    std::optional<EngineOpen> model;
    State state = State::Off;
    EngineOpened opened;
    Error problem;
    std::uint64_t generation = 0;
    std::uint64_t lastId = 0;
    std::uint64_t openId = 0;                   ///< of the EngineOpen on its way; 0 = none
    std::map<std::uint64_t, Question> waiting;  ///< every question without an answer, by id
    std::unique_ptr<EngineChild> child;
    std::uint64_t childNumber = 0;  ///< what an earlier child still says is not heard
    int failures = 0;               ///< in a row, without an answer between
    QElapsedTimer sinceFailure;
};

void EngineClient::Impl::setState(State next) {
    if (next != state) {
        state = next;
        Q_EMIT q->stateChanged();
    }
}

void EngineClient::Impl::send(std::uint64_t id, const std::string& lane, EngineQuestion question) {
    EngineRequest request;
    request.id = id;
    request.lane = lane;
    request.question = std::move(question);
    child->send(std::move(request));
}

void EngineClient::Impl::start() {
    if (child == nullptr) {
        const auto program = findSaferProgram();
        if (!program) {
            failed(program.error(), true);
            return;
        }
        const std::uint64_t number = ++childNumber;
        EngineChild::Listener listener;
        listener.replied = [this, number](const std::shared_ptr<EngineReply>& reply) {
            if (number == childNumber) {
                onReply(*reply);
            }
        };
        listener.ended = [this, number](const Error& error) {
            if (number == childNumber) {
                failed(error, true);
            }
        };
        child = std::make_unique<EngineChild>(*program, q, std::move(listener));
    }
    openId = ++lastId;
    send(openId, "model", *model);
    setState(State::Loading);
}

void EngineClient::Impl::flush() {
    if (state != State::Ready) {
        return;
    }
    for (auto& [id, question] : waiting) {
        if (!question.sent) {
            question.sent = true;
            send(id, question.lane, std::move(question.question));
        }
    }
}

// Callbacks never run inside ask() or inside a loop over the questions: they may ask, cancel or delete as they like.
void EngineClient::Impl::later(Question question, Result<EngineAnswer> answer) {
    auto held = std::make_shared<Result<EngineAnswer>>(std::move(answer));
    QMetaObject::invokeMethod(
        q,
        [question = std::move(question), held] {
            if (question.callback && (!question.hasContext || !question.context.isNull())) {
                question.callback(std::move(*held));
            }
        },
        Qt::QueuedConnection);
}

void EngineClient::Impl::finish(std::uint64_t id, Result<EngineAnswer> answer) {
    if (auto found = waiting.extract(id)) {
        later(std::move(found.mapped()), std::move(answer));
    }
}

void EngineClient::Impl::finishAll(const Error& error) {
    while (!waiting.empty()) {
        finish(waiting.begin()->first, tl::unexpected<Error>(error));
    }
}

void EngineClient::Impl::onReply(EngineReply& reply) {
    if (reply.id == openId) {
        onOpened(reply);
        return;
    }
    const auto found = waiting.find(reply.id);
    if (found == waiting.end()) {
        return;  // outdated or cancelled on this side already
    }
    if (const auto* progress = std::get_if<EngineProgress>(&reply.content)) {
        // A copy: what it does may end the question.
        const Question& question = found->second;
        if (question.progress && (!question.hasContext || !question.context.isNull())) {
            const ProgressCallback report = question.progress;
            report(*progress);
        }
        return;
    }
    failures = 0;
    if (auto* error = std::get_if<Error>(&reply.content)) {
        finish(reply.id, tl::unexpected<Error>(std::move(*error)));
    } else {
        finish(reply.id, std::get<EngineAnswer>(std::move(reply.content)));
    }
}

void EngineClient::Impl::onOpened(EngineReply& reply) {
    if (std::holds_alternative<EngineProgress>(reply.content)) {
        return;
    }
    openId = 0;
    if (const auto* error = std::get_if<Error>(&reply.content)) {
        failed(*error, false);
        return;
    }
    auto* answer = std::get_if<EngineOpened>(&std::get<EngineAnswer>(reply.content));
    if (answer == nullptr) {
        failed({ErrorCode::Failed, "The engine answered something else than it was asked.",
                "Check that the window and `safer` are of the same version."},
               false);
        return;
    }
    opened = std::move(*answer);
    problem = {};
    ++generation;
    setState(State::Ready);
    flush();
}

void EngineClient::Impl::failed(const Error& error, bool childIsGone) {
    log::warn("{}", error.message);
    ++failures;
    sinceFailure.restart();
    problem = error;
    openId = 0;
    if (childIsGone) {
        ++childNumber;
        child.reset();
    }
    finishAll(error);
    setState(State::Failed);
}

Error EngineClient::Impl::resting() const {
    const qint64 left = restAfter(failures) - sinceFailure.elapsed();
    Error error = problem;
    error.hint = "It failed " + std::to_string(failures) + " times; the next try is possible in " +
                 std::to_string(std::max<qint64>(1, (left + 999) / 1000)) + " s. " + problem.hint;
    return error;
}

EngineClient::EngineClient(QObject* parent) : Engine(parent), m_impl(std::make_unique<Impl>(this)) {}

EngineClient::~EngineClient() = default;

void EngineClient::setModel(const EngineOpen& model, bool now) {
    const bool known = m_impl->model && same(*m_impl->model, model);
    if (!known) {
        m_impl->finishAll(outdated());
        m_impl->model = model;
        m_impl->failures = 0;
        m_impl->openId = 0;
        m_impl->problem = {};
        m_impl->setState(State::Off);
    }
    if (now && (m_impl->state == State::Off || m_impl->state == State::Failed)) {
        m_impl->failures = 0;  // somebody asks for it, with their eyes on what went wrong
        m_impl->start();
    }
}

void EngineClient::clearModel() {
    if (!m_impl->model) {
        return;
    }
    m_impl->finishAll(outdated());
    m_impl->model.reset();
    m_impl->openId = 0;
    m_impl->failures = 0;
    m_impl->problem = {};
    ++m_impl->childNumber;
    m_impl->child.reset();
    m_impl->setState(State::Off);
}

Engine::State EngineClient::state() const { return m_impl->state; }
const EngineOpened& EngineClient::opened() const { return m_impl->opened; }
QString EngineClient::problem() const { return sentence(m_impl->problem.message); }
std::uint64_t EngineClient::generation() const { return m_impl->generation; }

std::uint64_t EngineClient::ask(const QString& lane, EngineQuestion question, QObject* context, Callback callback,
                                ProgressCallback progress) {
    Impl::Question asked{lane.toStdString(),  std::move(question), false, context != nullptr, context,
                         std::move(callback), std::move(progress)};
    // Of what has not gone out yet only the newest of a lane is worth asking; what has gone out the engine decides.
    for (auto at = m_impl->waiting.begin(); at != m_impl->waiting.end();) {
        const auto next = std::next(at);
        if (at->second.lane == asked.lane && !at->second.sent) {
            m_impl->finish(at->first, tl::unexpected<Error>(outdated()));
        }
        at = next;
    }
    const std::uint64_t id = ++m_impl->lastId;
    if (!m_impl->model) {
        m_impl->later(std::move(asked), fail(ErrorCode::Usage, "No model is open that could be asked.",
                                             "Build an index on the Overview page first."));
        return id;
    }
    if (m_impl->state == State::Failed && m_impl->sinceFailure.elapsed() < restAfter(m_impl->failures)) {
        m_impl->later(std::move(asked), tl::unexpected<Error>(m_impl->resting()));
        return id;
    }
    m_impl->waiting.emplace(id, std::move(asked));
    if (m_impl->state == State::Off || m_impl->state == State::Failed) {
        m_impl->start();
    } else {
        m_impl->flush();
    }
    return id;
}

void EngineClient::cancel(const QString& lane) {
    const std::string name = lane.toStdString();
    bool sent = false;
    for (auto at = m_impl->waiting.begin(); at != m_impl->waiting.end();) {
        const auto next = std::next(at);
        if (at->second.lane == name) {
            sent = sent || at->second.sent;
            m_impl->finish(at->first, fail(ErrorCode::Interrupted, "Cancelled."));
        }
        at = next;
    }
    if (sent && m_impl->child != nullptr) {
        m_impl->send(++m_impl->lastId, name, EngineCancel{});
    }
}

}  // namespace saferscope
