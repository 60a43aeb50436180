// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/pair_lab.h"

#include "core/workspace/workspace.h"
#include "ui/bridge/workspace_session.h"

#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

const QString readLane = QStringLiteral("pair-read");
const QString effectLane = QStringLiteral("pair");
const QString doseLane = QStringLiteral("pair-dose");
const QString attributionLane = QStringLiteral("pair-attribution");

constexpr double roundingOfRewards = 1e-3;

/// The answer of the asked kind, or null. An engine that answers something else is a defect we say, not one we die of.
template <class Wanted>
const Wanted* answerOf(const Result<EngineAnswer>& answer) {
    return answer ? std::get_if<Wanted>(&*answer) : nullptr;
}

Error problemOf(const Result<EngineAnswer>& answer) {
    return answer ? Error{ErrorCode::Failed, "The model's process gave another answer than was asked for.",
                          "Restart Saferscope; report this if it happens again."}
                  : answer.error();
}

}  // namespace

PairLab::PairLab(QObject* parent) : QObject(parent) {}

void PairLab::setSession(WorkspaceSession* session) {
    if (m_session != nullptr) {
        m_session->disconnect(this);
        m_session->engine()->disconnect(this);
    }
    m_session = session;
    m_pair.reset();
    m_read.reset();
    m_effect.reset();
    m_curve.reset();
    m_attribution.reset();
    m_reread = false;
    if (m_session != nullptr) {
        connect(m_session->engine(), &Engine::stateChanged, this, &PairLab::onEngineState);
    }
    setState(State::Nothing);
}

Result<PreferencePair> PairLab::load(PairIndex pair) const {
    if (m_loader) {
        return m_loader(pair);
    }
    const auto index = m_session->index();
    const Workspace* workspace = m_session->workspace();
    if (index == nullptr || workspace == nullptr) {
        return saferscope::fail(ErrorCode::NotFound, "No feature index is open.", "Build one on the Overview page.");
    }
    const std::string id = index->pair(pair).id;
    const std::vector<Dataset> known = workspace->datasets();
    for (const Dataset& dataset : known) {
        if (dataset.contentHash == index->manifest().datasetHash) {
            return workspace->loadPair(dataset.id, id);
        }
    }
    // An index of several data sets calls its pairs "DATASET/ID".
    for (const Dataset& dataset : known) {
        if (id.starts_with(dataset.name + "/")) {
            return workspace->loadPair(dataset.id, id.substr(dataset.name.size() + 1));
        }
    }
    return saferscope::fail(ErrorCode::NotFound,
                            "The data set “" + index->manifest().datasetName +
                                "” that this index was made from is not in the workspace any more.",
                            "Import it again, or build an index of a data set that is there.");
}

void PairLab::setState(State state) {
    m_state = state;
    Q_EMIT stateChanged();
}

void PairLab::fail(const Error& error) {
    m_problem = error;
    m_current = false;
    setState(State::Failed);
}

void PairLab::setPair(std::optional<PairIndex> pair) {
    if (pair && (m_session == nullptr || m_session->index() == nullptr)) {
        return;
    }
    m_pair = pair;
    m_reread = false;
    readPair();
}

void PairLab::retry() {
    m_reread = false;
    readPair();
}

void PairLab::readPair() {
    m_read.reset();
    m_current = false;
    if (m_session == nullptr || !m_pair) {
        m_effect.reset();
        m_curve.reset();
        m_attribution.reset();
        setState(State::Nothing);
        return;
    }
    for (const QString& lane : {effectLane, doseLane, attributionLane}) {
        m_session->engine()->cancel(lane);
    }
    Result<PreferencePair> text = load(*m_pair);
    if (!text) {
        fail(text.error());
        return;
    }
    setState(State::Loading);
    const PairIndex asked = *m_pair;
    m_session->engine()->ask(readLane, EngineRead{std::move(*text)}, this,
                             [this, asked](const Result<EngineAnswer>& answer) {
                                 if (m_session == nullptr || m_pair != asked) {
                                     return;
                                 }
                                 const auto* pair = answerOf<EnginePair>(answer);
                                 if (pair == nullptr) {
                                     if (answer || answer.error().code != ErrorCode::Interrupted) {
                                         fail(problemOf(answer));
                                     }
                                     return;
                                 }
                                 m_generation = m_session->engine()->generation();
                                 m_read = *pair;
                                 m_effect.reset();
                                 m_curve.reset();
                                 m_attribution.reset();
                                 setState(State::Ready);
                                 Q_EMIT pairRead();
                                 askEffect();
                                 askCurve();
                                 if (m_attributionOf) {
                                     askAttribution(*m_attributionOf);
                                 }
                             });
}

void PairLab::setIntervention(const Intervention& intervention) {
    m_intervention = intervention;
    askEffect();
}

bool PairLab::current() const { return m_state == State::Ready && m_current; }

bool PairLab::again(const Error& error) {
    // The engine keeps so many pairs only, and a new process knows none: read it again, once.
    if (error.code == ErrorCode::Interrupted) {
        return true;
    }
    if (!m_reread) {
        m_reread = true;
        readPair();
        return true;
    }
    return false;
}

void PairLab::askEffect() {
    m_current = false;
    if (m_session == nullptr || !m_read) {
        return;
    }
    if (m_intervention.empty()) {
        // Doing nothing changes nothing; no need to ask.
        m_session->engine()->cancel(effectLane);
        EngineEffect same;
        same.before = {static_cast<double>(m_read->pair.rewardChosen),
                       static_cast<double>(m_read->pair.rewardRejected)};
        same.after = same.before;
        same.running = m_read->running;
        for (std::size_t i = 0; i < same.changed.size(); ++i) {
            same.changed[i].assign(m_read->pair.segments[i].tokens.size(), 0);
        }
        m_effect = std::move(same);
        m_current = true;
        Q_EMIT effectChanged();
        return;
    }
    m_session->engine()->ask(
        effectLane, EngineChange{m_read->handle, m_intervention}, this,
        [this, handle = m_read->handle, asked = m_intervention](const Result<EngineAnswer>& answer) {
            if (!m_read || m_read->handle != handle) {
                return;
            }
            if (const auto* effect = answerOf<EngineEffect>(answer)) {
                m_reread = false;
                m_effect = *effect;
                m_current = asked == m_intervention;
                Q_EMIT effectChanged();
            } else if (answer || !again(answer.error())) {
                fail(problemOf(answer));
            }
        });
}

void PairLab::setDoses(const Intervention& intervention, std::vector<double> doses) {
    m_doseOf = intervention;
    m_doses = std::move(doses);
    askCurve();
}

void PairLab::askCurve() {
    if (m_session == nullptr || !m_read) {
        return;
    }
    if (m_doseOf.empty() || m_doses.empty()) {
        m_session->engine()->cancel(doseLane);
        m_curve.reset();
        Q_EMIT curveChanged();
        return;
    }
    m_session->engine()->ask(doseLane, EngineDose{m_read->handle, m_doseOf, m_doses}, this,
                             [this, handle = m_read->handle](const Result<EngineAnswer>& answer) {
                                 const auto* curve = answerOf<EngineCurve>(answer);
                                 // A curve is a help beside the numbers: the effect's own question says what is wrong.
                                 if (curve != nullptr && m_read && m_read->handle == handle &&
                                     curve->doses.size() == curve->rewards.size()) {
                                     m_curve = *curve;
                                     Q_EMIT curveChanged();
                                 }
                             });
}

void PairLab::askAttribution(const PositionChoice& positions) {
    m_attributionOf = positions;
    if (m_session == nullptr || !m_read) {
        return;
    }
    EngineAttribute question;
    question.handle = m_read->handle;
    question.positions = positions;
    m_session->engine()->ask(attributionLane, question, this,
                             [this, handle = m_read->handle](const Result<EngineAnswer>& answer) {
                                 const auto* attribution = answerOf<EngineAttribution>(answer);
                                 if (attribution != nullptr && m_read && m_read->handle == handle) {
                                     m_attribution = *attribution;
                                     Q_EMIT attributionChanged();
                                 }
                             });
}

std::vector<std::pair<FeatureId, double>> PairLab::strongestByAttribution(std::size_t most) const {
    std::map<FeatureId, double> sums;
    if (m_attribution) {
        for (const auto& segment : m_attribution->entries) {
            for (const EngineAttribution::Entry& entry : segment) {
                sums[entry.feature] += static_cast<double>(entry.value);
            }
        }
    }
    std::vector<std::pair<FeatureId, double>> ranked(sums.begin(), sums.end());
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
    ranked.resize(std::min(most, ranked.size()));
    return ranked;
}

std::optional<double> PairLab::disagreement() const {
    if (m_session == nullptr || m_session->index() == nullptr || !m_read || !m_pair) {
        return std::nullopt;
    }
    const PairRecord record = m_session->index()->pair(*m_pair);
    const double apart = static_cast<double>(std::max(std::abs(record.rewardChosen - m_read->pair.rewardChosen),
                                                      std::abs(record.rewardRejected - m_read->pair.rewardRejected)));
    return apart > roundingOfRewards ? std::optional<double>(apart) : std::nullopt;
}

void PairLab::onEngineState() {
    Engine* engine = m_session == nullptr ? nullptr : m_session->engine();
    if (engine == nullptr) {
        return;
    }
    if (engine->state() == Engine::State::Ready && m_read && engine->generation() != m_generation) {
        readPair();  // another model is loaded: what was read speaks of the old one
        return;
    }
    Q_EMIT stateChanged();
}

}  // namespace saferscope
