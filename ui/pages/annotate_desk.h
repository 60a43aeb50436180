// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/rating_card_state.h"
#include "ui/pages/rating_queue.h"

#include <QPointer>
#include <set>

namespace saferscope {

class WorkspaceSession;

/// The rater's desk: the queue, what may be seen, and every act of rating. No widgets. Acts write through the session;
/// when one returns well it is on the disk, when it fails nothing has changed. GUI thread.
class AnnotateDesk {
public:
    /// Not owned; null lets go of it.
    void setSession(WorkspaceSession* session);
    WorkspaceSession* session() const;
    bool hasIndex() const;
    std::string rater() const;

    /// A new queue from what is known now. `stay` keeps the feature that is shown where there is one.
    void build(QueueOrder order, bool onlyOpen, bool stay = false);
    const RatingQueue& queue() const { return m_queue; }
    bool move(int by) { return m_queue.move(by); }
    void advance() { m_queue.advance(); }
    void goTo(FeatureId feature);
    /// After events that were not written here.
    void refresh();
    void refresh(FeatureId feature);

    bool blind() const { return m_blind; }
    void setBlind(bool blind) { m_blind = blind; }
    bool answersHidden(FeatureId feature) const;
    CardState card(FeatureId feature) const;
    /// The card is on the screen: what it shows counts as seen, so that later ratings of it are not called blind.
    void seen(FeatureId feature);

    // Acts on the current card. They do not move.
    Status rate(int score);
    enum class Confirmed { Done, Hidden, NothingToConfirm };
    Result<Confirmed> confirm();
    Status skip();
    Status toggleFlag();
    Status comment(const QString& text);
    Status setLabel(const QString& text);
    /// Takes back the rater's newest event and goes to its card; nothing when there is none left.
    Result<std::optional<RatingEvent>> undo();

    /// What the rater did last on a card that is left: the answer to show for a moment.
    struct Done {
        FeatureId feature;
        std::optional<int> score;  ///< nothing: skipped
        std::optional<int> judgeScore;
    };
    const std::optional<Done>& lastDone() const { return m_done; }
    const std::string& judge() const { return m_judge; }

    /// Another queue in which something is open, and how much.
    struct Suggestion {
        QueueOrder order = QueueOrder::Contrast;
        std::size_t open = 0;
    };
    std::optional<Suggestion> suggestion() const;

private:
    QueueRequest request(QueueOrder order, bool onlyOpen) const;
    std::vector<QueueFeature> strongest() const;
    Status write(RatingAction action, std::optional<int> score, const std::string& text = {},
                 const std::string& target = {});
    bool everRated(FeatureId feature) const;

    QPointer<WorkspaceSession> m_session;
    RatingQueue m_queue;
    std::string m_judge;
    bool m_blind = true;
    std::set<std::pair<std::string, FeatureId>> m_peeked;  ///< by rater: seen with blind mode off
    std::optional<Done> m_done;
};

}  // namespace saferscope
