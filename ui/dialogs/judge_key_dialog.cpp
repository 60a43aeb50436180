// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/judge_key_dialog.h"

#include "ui/dialogs/judge_form.h"
#include "ui/dialogs/judge_key_row.h"
#include "ui/theme/theme.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace saferscope {

JudgeKeyDialog::JudgeKeyDialog(const QString& host, const SecretName& name, std::string variable, SecretStore* store,
                               QWidget* parent)
    : FormDialog(tr("The key for %1").arg(host),
                 tr("The run goes on where it stopped. Its key was not kept, so it has to be entered again."),
                 tr("Go on"), parent),
      m_variable(std::move(variable)) {
    offerHelp(this, QStringLiteral("privacy"));
    m_row = new JudgeKeyRow(store, this);
    m_row->setServer(name, false);
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(4));
    auto* label = new Label(tr("&Key"), TextRole::Body);
    label->setBuddy(m_row->field());
    label->setContentsMargins(0, 6, 0, 0);  // on the line of the field
    layout->addWidget(label, 0, Qt::AlignTop);
    layout->addWidget(m_row, 1);
    addWide(line, 0);
    m_row->field()->setAccessibleName(tr("Key"));
    m_row->field()->setFocus();
    const auto enable = [this] { action()->setEnabled(m_row->hasKey()); };
    connect(m_row, &JudgeKeyRow::changed, this, enable);
    enable();
}

void JudgeKeyDialog::accept() {
    action()->setEnabled(false);
    // Whether the keyring takes it or not: the run can go on.
    m_row->take(m_variable, [this](const JudgeKeyRow::Environment& environment, const QString&) {
        m_environment = environment;
        QDialog::accept();
    });
}

void askForKey(const JudgeSettings& settings, SecretStore* store, QWidget* parent,
               const std::function<void(const std::map<std::string, std::string>& environment)>& ready) {
    const auto place = serverPlace(settings.baseUrl);
    if (settings.kind == JudgeKind::Lexical || !place) {
        ready({});
        return;
    }
    const SecretName name = secretNameOf(settings);
    const std::string variable = keyVariableFor(settings);
    store->find(name, parent, [=](const SecretAnswer& answer) {
        if (answer.place == SecretPlace::Session || answer.place == SecretPlace::Keyring) {
            ready({{variable, answer.value}});
            return;
        }
        if (answer.place == SecretPlace::Environment || place->thisComputer) {
            ready({});
            return;
        }
        auto* dialog = new JudgeKeyDialog(place->host, name, variable, store, parent);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &QDialog::accepted, parent, [dialog, ready] { ready(dialog->environment()); });
        dialog->open();
    });
}

}  // namespace saferscope
