// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace saferscope {

/// A place outside the program that keeps secrets: the system's keyring, or a fake in tests. GUI thread. Answers come
/// once, at once or later, on the same thread; `problem` is empty when all went well and never holds a secret.
class Keyring {
public:
    using Answer = std::function<void(const std::optional<std::string>& secret, const QString& problem)>;
    using Done = std::function<void(const QString& problem)>;

    virtual ~Keyring() = default;
    /// Nothing without a problem: there is no such entry.
    virtual void read(const QString& entry, Answer answer) = 0;
    virtual void write(const QString& entry, const std::string& secret, Done done) = 0;
    virtual void remove(const QString& entry, Done done) = 0;
};

/// The system's keyring (Secret Service, KWallet, …). Null when the program was built without QtKeychain.
std::unique_ptr<Keyring> systemKeyring();

/// Which secret: the service it is for, and the environment variable that may hold it.
struct SecretName {
    QString service;       ///< host name; a key that was typed for one host is never offered to another
    std::string variable;  ///< name of the environment variable; empty = none
};

enum class SecretPlace {
    Nowhere,
    Environment,  ///< the variable is set; the worker inherits it
    Session,      ///< in memory until the program ends
    Keyring,      ///< in the system's keyring too
};

struct SecretAnswer {
    std::string value;  ///< empty when there is none
    SecretPlace place = SecretPlace::Nowhere;
    QString problem;  ///< why the keyring could not be asked, for people; may be empty
};

/// API keys. They are in the environment, in this object's memory or in the system's keyring, and nowhere else: there
/// is no fallback to a file. GUI thread.
class SecretStore : public QObject {
    Q_OBJECT

public:
    explicit SecretStore(std::unique_ptr<Keyring> keyring = systemKeyring(), QObject* parent = nullptr);
    ~SecretStore() override;

    /// False: keys last for this session only.
    bool hasKeyring() const { return m_keyring != nullptr; }

    using Found = std::function<void(const SecretAnswer&)>;
    /// Looks in the environment, then in memory, then in the keyring. `found` is called once, perhaps before this
    /// returns, and not at all when `context` or the store is gone by then. What the keyring had is remembered for the
    /// session, so that it asks its user once.
    void find(const SecretName& name, QObject* context, Found found);
    /// The same without the keyring, at once.
    SecretAnswer findHere(const SecretName& name) const;

    /// Keeps a key for the session and, with `inKeyring`, in the keyring. `kept` gets where it is now and, where the
    /// keyring refused, why.
    void keep(const SecretName& name, const std::string& value, bool inKeyring, QObject* context, Found kept);
    /// Out of memory and keyring.
    void forget(const SecretName& name);

private:
    std::unique_ptr<Keyring> m_keyring;
    struct Held {
        std::string value;
        SecretPlace place = SecretPlace::Session;
    };
    std::map<QString, Held> m_held;  ///< by service
};

}  // namespace saferscope
