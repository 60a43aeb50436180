// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"
#include "core/features/contrast.h"
#include "core/features/feature_index.h"
#include "core/workspace/workspace.h"
#include "core/workspace/workspace_watch.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace saferscope {

class Engine;
class JobMonitor;
struct EngineOpen;

/// An open workspace as the window sees it: the workspace itself, its newest index, what is selected across pages, and
/// its jobs. Lives on the GUI thread; everything it does there is short (tables of the index are read, no tokens).
/// Other windows and commands may work on the same workspace: what they write comes in here within about two seconds.
class WorkspaceSession : public QObject {
    Q_OBJECT

public:
    static Result<std::unique_ptr<WorkspaceSession>> open(const std::filesystem::path& folder);
    static Result<std::unique_ptr<WorkspaceSession>> create(const std::filesystem::path& folder);
    /// For tests: a session over an index alone or over nothing.
    WorkspaceSession(std::unique_ptr<Workspace> workspace, std::shared_ptr<const FeatureIndex> index);
    ~WorkspaceSession() override;

    /// Null only in tests that made the session without one.
    Workspace* workspace() const { return m_workspace.get(); }
    /// Asked when the workspace is opened: false where its folder, its file or its disk may not be written. Then rate()
    /// and setRater() refuse with `whyReadOnly`, a sentence, and nothing is taken over from runs.
    bool writable() const { return m_readOnly.isEmpty(); }
    QString whyReadOnly() const { return m_readOnly; }
    /// What a look of a few ms finds damaged in the database, one sentence each; File > Check workspace looks closer.
    std::vector<std::string> damageSeen() const;
    QString name() const;
    JobMonitor* jobs() const { return m_jobs.get(); }

    /// Answers about the open index's model while somebody drags or types; it is told that model whenever another index
    /// opens. Never null; nothing is loaded before the first question.
    Engine* engine() const { return m_engine.get(); }
    /// For tests: takes the place of the child process.
    void setEngine(std::unique_ptr<Engine> engine);
    /// The model and the SAE of the open index as they lie in the workspace, or why they cannot be had.
    Result<EngineOpen> engineModel() const;

    /// The newest index, or null. Keep the shared_ptr as long as spans of it are in use.
    std::shared_ptr<const FeatureIndex> index() const { return m_index; }
    /// Of every feature in feature order; computed once per index and scope. Empty without an index.
    const std::vector<FeatureContrast>& contrasts(TokenScope scope) const;
    /// The kept set: strongest features of the scope, as many as the workspace's settings say.
    std::vector<FeatureId> keptFeatures(TokenScope scope) const;

    /// What people and judges say of the index's features (of its SAE). Changes with rate(), undoRating() and
    /// refresh().
    const RatingBook& ratings() const { return m_ratings; }
    /// The judge that "LLM" means in columns and rules; empty while none has rated.
    std::string mainJudge() const;
    /// Who rates in this window; empty until somebody said so.
    QString rater() const { return m_rater; }
    /// Adds the profile to the workspace when it is new there.
    Status setRater(const QString& name);
    /// Writes one event of the current rater: SAE, rater, id, time and what was looked at are filled in. On the disk
    /// when this returns (a few ms). Refused while there is no rater or no index. Emits ratingsChanged(feature).
    Result<RatingEvent> rate(RatingEvent event);
    /// Takes back the current rater's newest event; nothing when there is none left. Returns what was taken back.
    Result<std::optional<RatingEvent>> undoRating();

    std::optional<FeatureId> selectedFeature() const { return m_feature; }
    std::optional<PairIndex> selectedPair() const { return m_pair; }
    TokenScope scope() const { return m_scope; }

    /// Looks for a newer index and emits artifactsChanged(), and indexChanged() when it is another one.
    void refresh();
    /// Takes in what other programs wrote since the last look, and emits what fits it. A timer does it every
    /// `lookPeriodMs`; well under a millisecond where nothing changed, and it never waits for who is writing.
    void lookForChanges();
    static constexpr int lookPeriodMs = 1500;
    static constexpr int seldomPeriodMs = 20'000;  ///< after a look that failed, until one succeeds

public Q_SLOTS:
    /// Ignored when the index has no such feature or pair, or when it is selected already.
    void selectFeature(saferscope::FeatureId feature);
    void selectPair(saferscope::PairIndex pair);
    void setScope(saferscope::TokenScope scope);
    /// Select and bring the page for it to the front.
    void goToFeature(saferscope::FeatureId feature);
    void goToPair(saferscope::PairIndex pair);
    /// Select and bring the page to the front on which its texts can be changed.
    void tryInPlayground(saferscope::PairIndex pair);

Q_SIGNALS:
    void featureSelected(saferscope::FeatureId feature);
    void pairSelected(saferscope::PairIndex pair);
    void scopeChanged(saferscope::TokenScope scope);
    /// The main window shows the Features or Pairs page.
    void navigateToFeature(saferscope::FeatureId feature);
    void navigateToPair(saferscope::PairIndex pair);
    /// The main window shows the Playground, which loads the pair.
    void navigateToPlayground(saferscope::PairIndex pair);
    /// Another index is open (or none): selections were cleared.
    void indexChanged();
    /// Data sets, models, SAEs, indexes or evaluations came, went or became stale.
    void artifactsChanged();
    void jobsChanged();
    /// One feature's opinions changed.
    void ratingsChanged(saferscope::FeatureId feature);
    /// Any number of features' opinions changed: a judge has finished, a file was merged, another index is open.
    void ratingsReloaded();
    void raterChanged(const QString& name);
    /// Feature sets were saved or removed.
    void featureSetsChanged();
    /// Another program saved, renamed or removed steering profiles, kept results or lists of pairs.
    void documentsChanged();
    /// Something on disk could not be read; for the message bar.
    void problem(const QString& what, const QString& whatToDo);

private:
    void reloadRatings();
    void takeRatings(std::vector<RatingEvent> events);
    void openNewestIndex();
    void report(const Error& error);
    Error readOnlyError() const;
    void tellEngine();

    const std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<WorkspaceWatch> m_watch;  ///< null where it could not be opened: then only refresh() looks
    QTimer m_lookTimer;
    bool m_lookFailed = false;
    QString m_readOnly;
    std::unique_ptr<JobMonitor> m_jobs;
    std::unique_ptr<Engine> m_engine;
    std::shared_ptr<const FeatureIndex> m_index;
    std::filesystem::path m_indexPath;
    mutable std::array<std::optional<std::vector<FeatureContrast>>, 2> m_contrasts;
    RatingBook m_ratings;
    std::string m_ratingsSae;  ///< whose features it speaks of
    QString m_rater;
    std::optional<FeatureId> m_feature;
    std::optional<PairIndex> m_pair;
    TokenScope m_scope = TokenScope::SentenceEnds;
};

}  // namespace saferscope
