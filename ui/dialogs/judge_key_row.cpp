// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/judge_key_row.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace saferscope {

JudgeKeyRow::JudgeKeyRow(SecretStore* store, QWidget* parent) : QWidget(parent), m_store(store) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(1));
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(2));
    m_field = new QLineEdit(this);
    m_field->setEchoMode(QLineEdit::Password);
    m_field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_field->setMaxLength(8192);
    m_forget = new QPushButton(tr("Forget it"), this);
    m_forget->setProperty("role", QStringLiteral("quiet"));
    m_forget->setAutoDefault(false);
    row->addWidget(m_field, 1);
    row->addWidget(m_forget);
    column->addLayout(row);
    m_keep = new QCheckBox(tr("Keep it in the system's keyring"), this);
    m_keep->setChecked(m_store->hasKeyring());
    column->addWidget(m_keep);
    m_state = new Label({}, TextRole::Small, TextTone::Muted);
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    setFocusProxy(m_field);
    connect(m_field, &QLineEdit::textChanged, this, [this] {
        showState();
        Q_EMIT changed();
    });
    connect(m_keep, &QCheckBox::toggled, this, &JudgeKeyRow::showState);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        m_store->forget(m_name);
        look();
        Q_EMIT changed();
    });
    showState();
}

void JudgeKeyRow::setServer(const SecretName& name, bool local) {
    m_local = local;
    const bool sameServer = name.service == m_name.service;
    if (sameServer && name.variable == m_name.variable) {
        showState();
        return;
    }
    m_name = name;
    if (!sameServer) {
        m_field->clear();
    }
    look();
}

void JudgeKeyRow::look() {
    m_known = m_name.service.isEmpty() ? SecretAnswer() : m_store->findHere(m_name);
    if (m_name.service.isEmpty() || m_known.place != SecretPlace::Nowhere) {
        m_looking = false;
        showState();
        return;
    }
    m_looking = true;
    showState();
    m_store->find(m_name, this, [this, asked = m_name.service](const SecretAnswer& answer) {
        if (asked != m_name.service) {
            return;  // the answer to an older question
        }
        m_looking = false;
        m_known = answer;
        showState();
        Q_EMIT changed();
    });
}

bool JudgeKeyRow::hasKey() const { return !m_field->text().isEmpty() || m_known.place != SecretPlace::Nowhere; }

QString JudgeKeyRow::stateText() const { return m_state->text(); }

void JudgeKeyRow::showState() {
    const QString variable = QString::fromStdString(m_name.variable);
    const bool typed = !m_field->text().isEmpty();
    m_forget->setVisible(m_known.place == SecretPlace::Session || m_known.place == SecretPlace::Keyring);
    m_keep->setVisible(m_store->hasKeyring() && typed);
    m_field->setPlaceholderText(m_known.place != SecretPlace::Nowhere ? tr("known already")
                                : m_local                             ? tr("usually none")
                                                                      : QString());
    QString text;
    if (typed) {
        text = m_store->hasKeyring() && m_keep->isChecked()
                   ? tr("It is stored in the system's keyring and nowhere else.")
                   : tr("It is kept in memory until this program ends, and written nowhere.");
    } else if (m_looking) {
        text = tr("Asking the system's keyring…");
    } else {
        switch (m_known.place) {
            case SecretPlace::Environment:
                text = tr("The key in the environment variable %1 is used.").arg(variable);
                break;
            case SecretPlace::Keyring:
                text = tr("The key in the system's keyring is used.");
                break;
            case SecretPlace::Session:
                text = tr("The key that was entered in this session is used.");
                break;
            case SecretPlace::Nowhere:
                text = m_local || variable.isEmpty()
                           ? QString()
                           : tr("Or set the environment variable %1 before you start this program.").arg(variable);
                if (!m_known.problem.isEmpty() && !m_local) {
                    text = tr("The system's keyring cannot be used (%1); a key lasts for this session.")
                               .arg(m_known.problem);
                }
                break;
        }
    }
    m_state->setText(text);
    m_state->setVisible(!text.isEmpty());
}

void JudgeKeyRow::take(const std::string& variable,
                       std::function<void(const Environment&, const QString& problem)> ready) {
    const std::string typed = m_field->text().trimmed().toStdString();
    if (!typed.empty()) {
        m_store->keep(m_name, typed, m_store->hasKeyring() && m_keep->isChecked(), this,
                      [this, variable, ready = std::move(ready)](const SecretAnswer& kept) {
                          m_field->clear();
                          m_known = kept;
                          showState();
                          ready({{variable, kept.value}}, kept.problem);
                      });
        return;
    }
    if (m_known.place == SecretPlace::Session || m_known.place == SecretPlace::Keyring) {
        ready({{variable, m_known.value}}, {});
        return;
    }
    ready({}, {});
}

}  // namespace saferscope
