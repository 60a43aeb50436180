// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/steering_fit_process.h"

namespace saferscope {
namespace {

constexpr int patience = 10000;  // ms from asking it to end until it is ended; a batch takes a second or two

}  // namespace

QStringList SteeringFitRequest::arguments() const {
    // Names may begin with a dash: given as --option=value they are never taken for options.
    QStringList list = {QStringLiteral("profiles"),
                        QStringLiteral("fit"),
                        QStringLiteral("--workspace=") + workspace,
                        QStringLiteral("--name=") + name,
                        QStringLiteral("--model=") + model,
                        QStringLiteral("--dataset=") + dataset};
    if (!sae.isEmpty()) {
        list << QStringLiteral("--sae=") + sae;
    }
    if (!set.isEmpty()) {
        list << QStringLiteral("--set=") + set;
    } else if (!numbers.isEmpty()) {
        list << QStringLiteral("--feature=") + numbers;
    } else {
        list << QStringLiteral("--all-features");
    }
    if (!positions.isEmpty()) {
        list << QStringLiteral("--positions=") + positions;
    }
    if (maxPairs > 0) {
        list << QStringLiteral("--max-pairs=") + QString::number(maxPairs);
    }
    return list << QStringLiteral("--json");
}

SteeringFitProcess::SteeringFitProcess(QObject* parent) : QObject(parent) {
    m_call.setPatience(patience);
    connect(&m_call, &SaferCall::progressed, this, &SteeringFitProcess::progressed);
    connect(&m_call, &SaferCall::answered, this, [this] { Q_EMIT succeeded(m_name); });
    connect(&m_call, &SaferCall::failed, this, [this](Error error) {
        if (error.code == ErrorCode::Interrupted) {
            error.message = "Fitting was cancelled; nothing was saved.";
        } else if (error.hint.empty()) {
            error.hint = "Try again, with fewer pairs where memory is short.";
        }
        Q_EMIT failed(error);
    });
}

Status SteeringFitProcess::start(const SteeringFitRequest& request) {
    m_name = request.name;
    return m_call.start(request.arguments());
}

}  // namespace saferscope
