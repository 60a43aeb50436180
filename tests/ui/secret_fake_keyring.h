// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/secret_store.h"

#include <QTimer>
#include <memory>

namespace saferscope::check {

/// A keyring in memory that answers a moment later, as real ones do, or fails with `problem`.
class FakeKeyring final : public Keyring {
public:
    std::map<QString, std::string> entries;
    QString problem;
    int reads = 0;

    void read(const QString& entry, Answer answer) override {
        ++reads;
        later([this, entry, answer = std::move(answer)] {
            const auto it = entries.find(entry);
            answer(problem.isEmpty() && it != entries.end() ? std::optional(it->second) : std::nullopt, problem);
        });
    }
    void write(const QString& entry, const std::string& secret, Done done) override {
        later([this, entry, secret, done = std::move(done)] {
            if (problem.isEmpty()) {
                entries[entry] = secret;
            }
            done(problem);
        });
    }
    void remove(const QString& entry, Done done) override {
        entries.erase(entry);
        done({});
    }

private:
    template <class Work>
    void later(Work work) {
        QTimer::singleShot(1, &m_alive, std::move(work));
    }
    QObject m_alive;
};

}  // namespace saferscope::check
