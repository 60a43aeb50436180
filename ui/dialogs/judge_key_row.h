// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/secret_store.h"

#include <QWidget>
#include <functional>
#include <map>
#include <string>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace saferscope {

class Label;

/// The key for a judge's server: typed here, or known from the environment, this session or the keyring. What is typed
/// is never shown, and leaves this widget only through take().
class JudgeKeyRow : public QWidget {
    Q_OBJECT

public:
    explicit JudgeKeyRow(SecretStore* store, QWidget* parent = nullptr);
    /// Looks for the key of a server; what was typed for another one is dropped. `local`: it probably needs none.
    void setServer(const SecretName& name, bool local);
    bool hasKey() const;

    using Environment = std::map<std::string, std::string>;
    /// Keeps what was typed where the user wants it, then hands over what the worker needs: nothing when there is no
    /// key or the environment has it already. `problem` says why the keyring did not take it; it may be empty. Called
    /// once, perhaps before this returns; not at all when this goes away first.
    void take(const std::string& variable, std::function<void(const Environment&, const QString& problem)> ready);

    QLineEdit* field() const { return m_field; }
    QCheckBox* keepBox() const { return m_keep; }
    QString stateText() const;

Q_SIGNALS:
    void changed();

private:
    void look();
    void showState();

    SecretStore* const m_store;
    SecretName m_name;
    SecretAnswer m_known;
    bool m_local = false;
    bool m_looking = false;
    QLineEdit* m_field = nullptr;
    QCheckBox* m_keep = nullptr;
    QPushButton* m_forget = nullptr;
    Label* m_state = nullptr;
};

}  // namespace saferscope
