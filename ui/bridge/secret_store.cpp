// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/secret_store.h"

#include <QCoreApplication>
#include <QPointer>
#include <algorithm>
#include <utility>

#ifdef SAFERSCOPE_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace saferscope {
namespace {

/// Best effort: the memory is freed soon after and may be handed out again.
void wipe(std::string& secret) {
    std::fill(secret.begin(), secret.end(), '\0');
    secret.clear();
}

#ifdef SAFERSCOPE_KEYCHAIN

const QString keyringService = QStringLiteral("saferscope");

QString problemOf(const QKeychain::Job& job) {
    switch (job.error()) {
        case QKeychain::NoError:
        case QKeychain::EntryNotFound:
            return {};
        case QKeychain::AccessDeniedByUser:
        case QKeychain::AccessDenied:
            return SecretStore::tr("the keyring was not unlocked");
        case QKeychain::NoBackendAvailable:
        case QKeychain::NotImplemented:
            return SecretStore::tr("this computer has no keyring service");
        case QKeychain::CouldNotDeleteEntry:
        case QKeychain::OtherError:
            break;
    }
    // Its own words are "Unknown error" where there is no desktop session.
    return SecretStore::tr("no keyring service answers");
}

class QtKeyring final : public Keyring {
public:
    void read(const QString& entry, Answer answer) override {
        auto* job = new QKeychain::ReadPasswordJob(keyringService);
        start(job, entry, [job, answer = std::move(answer)] {
            std::optional<std::string> secret;
            if (job->error() == QKeychain::NoError) {
                secret = job->textData().toStdString();
            }
            answer(secret, problemOf(*job));
        });
    }
    void write(const QString& entry, const std::string& secret, Done done) override {
        auto* job = new QKeychain::WritePasswordJob(keyringService);
        job->setTextData(QString::fromStdString(secret));
        start(job, entry, [job, done = std::move(done)] { done(problemOf(*job)); });
    }
    void remove(const QString& entry, Done done) override {
        auto* job = new QKeychain::DeletePasswordJob(keyringService);
        start(job, entry, [job, done = std::move(done)] { done(problemOf(*job)); });
    }

private:
    template <class Finished>
    static void start(QKeychain::Job* job, const QString& entry, Finished finished) {
        job->setInsecureFallback(false);  // never a plain-text file
        job->setKey(entry);
        QObject::connect(job, &QKeychain::Job::finished, job, std::move(finished));
        job->start();  // deletes itself when it is done
    }
};

#endif

}  // namespace

std::unique_ptr<Keyring> systemKeyring() {
#ifdef SAFERSCOPE_KEYCHAIN
    return std::make_unique<QtKeyring>();
#else
    return nullptr;
#endif
}

SecretStore::SecretStore(std::unique_ptr<Keyring> keyring, QObject* parent)
    : QObject(parent), m_keyring(std::move(keyring)) {}

SecretStore::~SecretStore() {
    for (auto& [service, held] : m_held) {
        wipe(held.value);
    }
}

SecretAnswer SecretStore::findHere(const SecretName& name) const {
    // What was typed for this very host comes before what happens to be set for all programs.
    if (const auto held = m_held.find(name.service); held != m_held.end()) {
        return {held->second.value, held->second.place, {}};
    }
    if (!name.variable.empty()) {
        if (const QByteArray value = qgetenv(name.variable.c_str()); !value.isEmpty()) {
            return {value.toStdString(), SecretPlace::Environment, {}};
        }
    }
    return {};
}

void SecretStore::find(const SecretName& name, QObject* context, Found found) {
    SecretAnswer here = findHere(name);
    if (here.place != SecretPlace::Nowhere || m_keyring == nullptr) {
        found(here);
        return;
    }
    m_keyring->read(name.service,
                    [self = QPointer(this), alive = QPointer(context), service = name.service,
                     found = std::move(found)](const std::optional<std::string>& secret, const QString& problem) {
                        if (self.isNull()) {
                            return;
                        }
                        SecretAnswer answer;
                        answer.problem = problem;
                        if (secret && !secret->empty()) {
                            answer.value = *secret;
                            answer.place = SecretPlace::Keyring;
                            // A key that was typed while the keyring was asked is the newer one.
                            self->m_held.try_emplace(service, Held{*secret, SecretPlace::Keyring});
                        }
                        if (!alive.isNull()) {
                            found(answer);
                        }
                    });
}

void SecretStore::keep(const SecretName& name, const std::string& value, bool inKeyring, QObject* context, Found kept) {
    m_held[name.service] = {value, SecretPlace::Session};
    if (!inKeyring) {
        kept({value, SecretPlace::Session, {}});
        return;
    }
    if (m_keyring == nullptr) {
        kept({value, SecretPlace::Session, tr("this program was built without one")});
        return;
    }
    m_keyring->write(name.service, value,
                     [self = QPointer(this), alive = QPointer(context), service = name.service, value,
                      kept = std::move(kept)](const QString& problem) {
                         if (self.isNull()) {
                             return;
                         }
                         const SecretPlace place = problem.isEmpty() ? SecretPlace::Keyring : SecretPlace::Session;
                         if (const auto held = self->m_held.find(service);
                             held != self->m_held.end() && held->second.value == value) {
                             held->second.place = place;
                         }
                         if (!alive.isNull()) {
                             kept({value, place, problem});
                         }
                     });
}

void SecretStore::forget(const SecretName& name) {
    if (const auto held = m_held.find(name.service); held != m_held.end()) {
        wipe(held->second.value);
        m_held.erase(held);
    }
    if (m_keyring != nullptr) {
        m_keyring->remove(name.service, [](const QString&) {});
    }
}

}  // namespace saferscope
