// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/bridge/engine.h"
#include "ui/causal/change_list.h"

#include <QObject>
#include <QPointer>
#include <functional>
#include <map>
#include <optional>

namespace saferscope {

class WorkspaceSession;

/// Talks to the engine about one pair: reads it, asks what the changes do to it as often as they change (the newest
/// question wins), and for the curve of doses and the attribution. GUI thread; nothing blocks but the look-up of one
/// row of the workspace's database.
class PairLab : public QObject {
    Q_OBJECT

public:
    using Loader = std::function<Result<PreferencePair>(PairIndex)>;

    explicit PairLab(QObject* parent = nullptr);
    void setSession(WorkspaceSession* session);
    /// For tests: where a pair's text comes from instead of the workspace.
    void setLoader(Loader loader) { m_loader = std::move(loader); }

    void setPair(std::optional<PairIndex> pair);
    std::optional<PairIndex> pair() const { return m_pair; }
    void setIntervention(const Intervention& intervention);
    /// Doses of a row; empty intervention = no curve.
    void setDoses(const Intervention& intervention, std::vector<double> doses);
    void askAttribution(const PositionChoice& positions);
    /// After a failure: reads the pair again.
    void retry();

    enum class State {
        Nothing,  ///< no pair, no index
        Loading,  ///< the model or the pair is on its way
        Ready,    ///< `read()` is the pair
        Failed,   ///< problem() says why; older numbers are still there
    };
    State state() const { return m_state; }
    bool current() const;  ///< effect() is the one of the newest intervention
    const Error& problem() const { return m_problem; }
    const EnginePair* read() const { return m_read ? &*m_read : nullptr; }
    const EngineEffect* effect() const { return m_effect ? &*m_effect : nullptr; }
    const EngineCurve* curve() const { return m_curve ? &*m_curve : nullptr; }
    const EngineAttribution* attribution() const { return m_attribution ? &*m_attribution : nullptr; }
    const Intervention& intervention() const { return m_intervention; }
    /// Sum over tokens of each feature's attribution to the margin, largest amounts first.
    std::vector<std::pair<FeatureId, double>> strongestByAttribution(std::size_t most) const;
    /// Largest difference between the index's rewards and the engine's, when it is more than rounding.
    std::optional<double> disagreement() const;

Q_SIGNALS:
    void stateChanged();
    void pairRead();
    void effectChanged();
    void curveChanged();
    void attributionChanged();

private:
    void readPair();
    void askEffect();
    void askCurve();
    void fail(const Error& error);
    bool again(const Error& error);
    void setState(State state);
    void onEngineState();
    Result<PreferencePair> load(PairIndex pair) const;

    QPointer<WorkspaceSession> m_session;
    Loader m_loader;
    std::optional<PairIndex> m_pair;
    State m_state = State::Nothing;
    Error m_problem;
    std::uint64_t m_generation = 0;  ///< of the engine when the pair was read
    bool m_reread = false;           ///< the handle was lost once already
    std::optional<EnginePair> m_read;
    std::optional<EngineEffect> m_effect;
    std::optional<EngineCurve> m_curve;
    std::optional<EngineAttribution> m_attribution;
    Intervention m_intervention;
    bool m_current = false;
    Intervention m_doseOf;
    std::vector<double> m_doses;
    std::optional<PositionChoice> m_attributionOf;
};

}  // namespace saferscope
