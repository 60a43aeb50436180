// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/annotate_desk.h"

#include "ui/bridge/workspace_session.h"
#include "ui/pages/rating_words.h"

#include <algorithm>

namespace saferscope {

void AnnotateDesk::setSession(WorkspaceSession* session) {
    m_session = session;
    m_queue = {};
    m_peeked.clear();
    m_done.reset();
    m_judge.clear();
}

WorkspaceSession* AnnotateDesk::session() const { return m_session; }

bool AnnotateDesk::hasIndex() const { return m_session != nullptr && m_session->index() != nullptr; }

std::string AnnotateDesk::rater() const {
    return m_session != nullptr ? m_session->rater().toStdString() : std::string();
}

QueueRequest AnnotateDesk::request(QueueOrder order, bool onlyOpen) const {
    QueueRequest request;
    request.order = order;
    request.onlyOpen = onlyOpen;
    request.rater = rater();
    request.judge = m_judge;
    const WorkspaceSettings settings =
        m_session->workspace() != nullptr ? m_session->workspace()->settings() : WorkspaceSettings();
    request.candidates = settings.candidateFeatures;
    request.sampleSeed = m_session->index()->manifest().saeHash;
    return request;
}

std::vector<QueueFeature> AnnotateDesk::strongest() const {
    const auto& contrasts = m_session->contrasts(m_session->scope());
    const WorkspaceSettings settings =
        m_session->workspace() != nullptr ? m_session->workspace()->settings() : WorkspaceSettings();
    const ContrastMeasure measure = contrastMeasureFromName(settings.contrastMeasure).value_or(ContrastMeasure::Paper);
    return queueFeatures(contrasts, strongestFeatures(contrasts, contrasts.size(), measure), measure);
}

void AnnotateDesk::build(QueueOrder order, bool onlyOpen, bool stay) {
    const std::optional<FeatureId> before = m_queue.current();
    m_done.reset();
    if (!hasIndex()) {
        m_queue = {};
        return;
    }
    m_judge = m_session->mainJudge();
    m_queue = RatingQueue(request(order, onlyOpen), strongest(), m_session->ratings());
    if (stay && before && before->value() < m_session->index()->featureCount()) {
        m_queue.goTo(*before, m_session->ratings());
    }
}

void AnnotateDesk::goTo(FeatureId feature) {
    if (hasIndex() && feature.value() < m_session->index()->featureCount()) {
        m_queue.goTo(feature, m_session->ratings());
    }
}

void AnnotateDesk::refresh() {
    if (hasIndex()) {
        m_judge = m_session->mainJudge();
        m_queue.updateAll(m_session->ratings());
    }
}

void AnnotateDesk::refresh(FeatureId feature) {
    if (hasIndex()) {
        m_queue.update(feature, m_session->ratings());
    }
}

bool AnnotateDesk::everRated(FeatureId feature) const {
    const std::string me = rater();
    const auto events = m_session->ratings().history(feature);
    return !me.empty() && std::any_of(events.begin(), events.end(), [&](const RatingEvent& event) {
        return event.action == RatingAction::Rate && event.raterKind == RaterKind::Human && event.rater == me;
    });
}

bool AnnotateDesk::answersHidden(FeatureId feature) const { return m_blind && hasIndex() && !everRated(feature); }

CardState AnnotateDesk::card(FeatureId feature) const {
    CardState card;
    card.contrast.feature = feature;
    if (!hasIndex()) {
        return card;
    }
    const auto& contrasts = m_session->contrasts(m_session->scope());
    if (feature.value() < contrasts.size()) {
        card.contrast = contrasts[feature.value()];
    }
    const std::string me = rater();
    const FeatureOpinions& opinions = m_session->ratings().of(feature);
    const auto events = m_session->ratings().history(feature);
    card.answersHidden = answersHidden(feature);
    card.history = historyLines(events, me, card.answersHidden);
    card.flagged = opinions.flaggedBy.contains(me);
    card.skipped = opinions.skippedBy.contains(me);
    if (const auto mine = opinions.humans.find(me); mine != opinions.humans.end()) {
        card.mine = mine->second.score;
    }
    card.judge = m_judge;
    card.judgeAsked = opinions.judges.contains(m_judge) || opinions.unrated.contains(m_judge);
    // The name that holds is the newest that was not taken back; whose it is, the events know.
    const auto named = std::find_if(events.rbegin(), events.rend(), [&](const RatingEvent& event) {
        return event.action == RatingAction::Label && event.text == opinions.label;
    });
    card.labelHidden = card.answersHidden && !opinions.label.empty() && named != events.rend() && named->rater != me;
    if (!card.labelHidden) {
        card.label = shownLine(opinions.label);
    }
    if (card.answersHidden) {
        return card;
    }
    for (const auto& [who, rating] : opinions.humans) {
        if (who != me) {
            card.others.push_back({shownLine(who, 64), rating.score});
        }
    }
    if (const auto judged = opinions.judges.find(m_judge); judged != opinions.judges.end()) {
        card.judgeScore = judged->second.score;
        card.judgeText = shownText(judged->second.text);
        card.suspicious = judged->second.suspicious;
    } else if (const auto why = opinions.unrated.find(m_judge); why != opinions.unrated.end()) {
        card.judgeText = shownText(why->second);
    }
    return card;
}

void AnnotateDesk::seen(FeatureId feature) {
    if (m_blind || !hasIndex()) {
        return;
    }
    const FeatureOpinions& opinions = m_session->ratings().of(feature);
    const std::size_t own = opinions.humans.contains(rater()) ? 1 : 0;
    if (!opinions.judges.empty() || opinions.humans.size() > own) {
        m_peeked.insert({rater(), feature});
    }
}

Status AnnotateDesk::write(RatingAction action, std::optional<int> score, const std::string& text,
                           const std::string& target) {
    const auto feature = m_queue.current();
    if (!hasIndex() || !feature) {
        return fail(ErrorCode::Usage, "There is no card to say anything of.");
    }
    RatingEvent event;
    event.feature = *feature;
    event.action = action;
    event.score = score;
    event.text = text;
    event.target = target;
    if (action == RatingAction::Rate) {
        event.blind = answersHidden(*feature) && !m_peeked.contains({rater(), *feature});
    }
    if (const auto written = m_session->rate(std::move(event)); !written) {
        return failure(written);
    }
    m_queue.update(*feature, m_session->ratings());
    if (action == RatingAction::Rate || action == RatingAction::Skip) {
        m_done = Done{*feature, score, std::nullopt};
        if (score) {
            m_done->judgeScore = m_session->ratings().of(*feature).judgeScore(m_judge);
        }
    } else {
        m_done.reset();
    }
    return {};
}

Status AnnotateDesk::rate(int score) { return write(RatingAction::Rate, score); }

Result<AnnotateDesk::Confirmed> AnnotateDesk::confirm() {
    const auto feature = m_queue.current();
    if (!feature || !hasIndex()) {
        return Confirmed::NothingToConfirm;
    }
    if (answersHidden(*feature)) {
        return Confirmed::Hidden;
    }
    const FeatureOpinions& opinions = m_session->ratings().of(*feature);
    const auto judged = opinions.judges.find(m_judge);
    if (judged == opinions.judges.end()) {
        return Confirmed::NothingToConfirm;
    }
    const CurrentRating rating = judged->second;  // the write changes the book
    if (const Status written = write(RatingAction::Rate, rating.score, {}, rating.eventId); !written) {
        return failure(written);
    }
    return Confirmed::Done;
}

Status AnnotateDesk::skip() { return write(RatingAction::Skip, std::nullopt); }

Status AnnotateDesk::toggleFlag() {
    const auto feature = m_queue.current();
    const bool flagged = feature && hasIndex() && m_session->ratings().of(*feature).flaggedBy.contains(rater());
    return write(flagged ? RatingAction::Unflag : RatingAction::Flag, std::nullopt);
}

Status AnnotateDesk::comment(const QString& text) {
    return write(RatingAction::Comment, std::nullopt, text.trimmed().toStdString());
}

Status AnnotateDesk::setLabel(const QString& text) {
    return write(RatingAction::Label, std::nullopt, text.simplified().toStdString());
}

Result<std::optional<RatingEvent>> AnnotateDesk::undo() {
    if (m_session == nullptr) {
        return std::optional<RatingEvent>();
    }
    auto taken = m_session->undoRating();
    if (taken && *taken) {
        m_done.reset();
        m_queue.update((*taken)->feature, m_session->ratings());
        goTo((*taken)->feature);
    }
    return taken;
}

std::optional<AnnotateDesk::Suggestion> AnnotateDesk::suggestion() const {
    if (!hasIndex() || rater().empty()) {
        return std::nullopt;
    }
    const std::vector<QueueFeature> features = strongest();
    for (const QueueOrder order : {QueueOrder::Skipped, QueueOrder::Overlap, QueueOrder::Contrast,
                                   QueueOrder::Disagreement, QueueOrder::Everything}) {
        if (order == m_queue.request().order) {
            continue;
        }
        const RatingQueue other(request(order, true), features, m_session->ratings());
        const RatingQueue::Progress progress = other.progress();
        const std::size_t settled = order == QueueOrder::Disagreement ? 0
                                    : order == QueueOrder::Skipped    ? progress.rated
                                                                      : progress.rated + progress.skipped;
        if (progress.total > settled) {
            return Suggestion{order, progress.total - settled};
        }
    }
    return std::nullopt;
}

}  // namespace saferscope
