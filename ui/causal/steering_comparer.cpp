// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/steering_comparer.h"

namespace saferscope {

SteeringComparer::SteeringComparer(QObject* parent) : QObject(parent) {
    connect(&m_task, &BackgroundTask::succeeded, this, &SteeringComparer::finish);
    connect(&m_task, &BackgroundTask::failed, this, &SteeringComparer::finish);
}

const Result<SteeringEffect>* SteeringComparer::ask(const std::filesystem::path& workspaceFolder,
                                                    const Workspace::RunEntry& plain,
                                                    const Workspace::RunEntry& steered) {
    m_question = Question{workspaceFolder, plain, steered};
    if (m_answer && m_answeredKey == m_question->key()) {
        return &*m_answer;
    }
    start();
    return nullptr;
}

void SteeringComparer::forget() {
    m_question.reset();
    m_answer.reset();
    m_answeredKey.clear();
}

void SteeringComparer::start() {
    if (m_task.running()) {
        return;  // finish() looks whether another question came meanwhile
    }
    m_running = m_question->key();
    m_made = std::make_shared<std::optional<Result<SteeringEffect>>>();
    m_task.start([made = m_made, question = *m_question](std::stop_token, const ProgressCallback&) -> Status {
        made->emplace(compareSteering(question.folder, question.plain, question.steered));
        return {};
    });
}

void SteeringComparer::finish() {
    if (!m_question) {
        return;
    }
    if (m_question->key() != m_running) {
        start();
        return;
    }
    m_answeredKey = m_running;
    m_answer = m_made->has_value() ? std::move(**m_made)
                                   : Result<SteeringEffect>(tl::unexpected<Error>(Error{
                                         ErrorCode::Failed, "The verdicts of the evaluations could not be read.", {}}));
    Q_EMIT answered();
}

}  // namespace saferscope
