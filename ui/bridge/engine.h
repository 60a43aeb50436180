// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <QObject>
#include <QString>
#include <functional>

namespace saferscope {

/// Answers while somebody drags or types, as pages know it; tests put a fake in its place. GUI thread; nothing blocks.
class Engine : public QObject {
    Q_OBJECT

public:
    enum class State { Off, Loading, Ready, Failed };
    using QObject::QObject;

    /// The model that questions are about. Does nothing when it is that one already. Loading starts with the first
    /// question, or at once with `now`.
    virtual void setModel(const EngineOpen& model, bool now) = 0;
    virtual void clearModel() = 0;
    virtual State state() const = 0;
    virtual const EngineOpened& opened() const = 0;  ///< valid in Ready
    virtual QString problem() const = 0;             ///< in Failed: what happened, for people
    /// Rises with every model that becomes ready: pairs read under an earlier number have to be read again.
    virtual std::uint64_t generation() const = 0;

    using Callback = std::function<void(Result<EngineAnswer>)>;
    using ProgressCallback = std::function<void(const EngineProgress&)>;
    /// Calls back exactly once on the GUI thread, later, unless `context` dies first. An answer that a newer question
    /// of the lane has outdated comes as ErrorCode::Interrupted. Without a model: ErrorCode::Usage.
    virtual std::uint64_t ask(const QString& lane, EngineQuestion question, QObject* context, Callback callback,
                              ProgressCallback progress = {}) = 0;
    /// Drops what waits or runs in a lane: its callbacks hear Interrupted.
    virtual void cancel(const QString& lane) = 0;

Q_SIGNALS:
    void stateChanged();
};

}  // namespace saferscope
