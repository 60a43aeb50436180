// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_task.h"
#include "ui/causal/steering_measure.h"

#include <memory>
#include <optional>
#include <string>

namespace saferscope {

/// Compares two evaluations on a thread of its own and remembers the last answer. The newest question wins: an answer
/// to an older one is dropped. GUI thread.
class SteeringComparer : public QObject {
    Q_OBJECT

public:
    explicit SteeringComparer(QObject* parent = nullptr);

    /// The answer where it is known already; else it comes later, and answered() tells. Null until then.
    const Result<SteeringEffect>* ask(const std::filesystem::path& workspaceFolder, const Workspace::RunEntry& plain,
                                      const Workspace::RunEntry& steered);
    /// Nothing is asked any more, nothing is remembered.
    void forget();

Q_SIGNALS:
    void answered();

private:
    struct Question {
        std::filesystem::path folder;
        Workspace::RunEntry plain;
        Workspace::RunEntry steered;
        std::string key() const { return folder.string() + "\n" + plain.spec.id + "\n" + steered.spec.id; }
    };
    void start();
    void finish();

    std::optional<Question> m_question;
    std::string m_running;                                          ///< key of what the thread works on
    std::shared_ptr<std::optional<Result<SteeringEffect>>> m_made;  ///< written by the thread, read after it ended
    std::string m_answeredKey;
    std::optional<Result<SteeringEffect>> m_answer;
    BackgroundTask m_task;  ///< last: ends before anything it writes to
};

}  // namespace saferscope
