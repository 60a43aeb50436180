// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/rating_run.h"
#include "ui/bridge/background_task.h"
#include "ui/dialogs/judge_form.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <filesystem>
#include <memory>
#include <optional>

namespace saferscope {

/// What would be done, without doing it.
struct JudgePreview {
    RatingEstimate estimate;
    std::optional<FeatureId> example;  ///< the first feature that would be asked about
    QString prompt;                    ///< its request in full; empty for judges that are not asked by text
    QString suspicion;                 ///< why its contexts look as if they were meant to steer the judge; may be empty
};
/// Blocks on the disk, for a second with many features. Nothing is written, nothing is sent.
Result<JudgePreview> previewRun(Workspace& workspace, const RatingRunRequest& request);

/// Makes previews in the background; of several requests in a row only the last is answered. GUI thread.
class JudgePlanner : public QObject {
    Q_OBJECT

public:
    explicit JudgePlanner(std::filesystem::path workspace, QObject* parent = nullptr);
    void preview(const RatingRunRequest& request);
    /// Plans the run itself; ends in planned() or failed().
    void plan(const RatingRunRequest& request);
    bool busy() const { return m_task.running(); }

Q_SIGNALS:
    void previewed(const saferscope::JudgePreview& preview);
    void previewFailed(const saferscope::Error& error);
    void planned(const saferscope::RunSpec& spec);
    void failed(const saferscope::Error& error);

private:
    struct Job {
        RatingRunRequest request;
        bool real = false;
    };
    struct Outcome {
        JudgePreview preview;
        RunSpec spec;
    };
    void next();

    const std::filesystem::path m_workspace;
    std::optional<Job> m_waiting;
    Job m_running;
    std::shared_ptr<Outcome> m_outcome;  ///< written by the thread, read after it succeeded
    BackgroundTask m_task;
};

}  // namespace saferscope
