// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/engine.h"

#include <memory>

namespace saferscope {

/// The resident child process `safer engine`. Started when the first question is asked, ended by the destructor (closes
/// the pipe; waiting and killing are left to a thread that the end of the application waits for); a child whose window
/// is gone sees the pipe end and goes too. A child that dies answers every open question with an Error that says so,
/// and the next question starts another one, which opens the same model before it is asked.
class EngineClient : public Engine {
    Q_OBJECT

public:
    explicit EngineClient(QObject* parent = nullptr);
    ~EngineClient() override;

    void setModel(const EngineOpen& model, bool now) override;
    void clearModel() override;
    State state() const override;
    const EngineOpened& opened() const override;
    QString problem() const override;
    std::uint64_t generation() const override;
    std::uint64_t ask(const QString& lane, EngineQuestion question, QObject* context, Callback callback,
                      ProgressCallback progress = {}) override;
    void cancel(const QString& lane) override;

private:
    struct Impl;
    const std::unique_ptr<Impl> m_impl;
};

}  // namespace saferscope
