// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open_artifact_dialog.h"

#include "ui/bridge/sentences.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/file_drop.h"
#include "ui/widgets/message_bar.h"

#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace saferscope {

OpenArtifactDialog::OpenArtifactDialog(const QString& title, const QString& sentence,
                                       std::filesystem::path workspaceFolder, const QString& helpPage, QWidget* parent)
    : FormDialog(title, sentence, tr("Add to the workspace"), parent), m_workspaceFolder(std::move(workspaceFolder)) {
    offerHelpPage(helpPage);
    setMinimumWidth(static_cast<int>(600 * ThemeManager::instance().textScale()));
    m_path = new QLineEdit(this);
    m_path->setMinimumWidth(280);
    m_name = new QLineEdit(this);
    m_look = new PathLook(
        m_path, [this] { return lookArguments(); }, this);
    action()->setEnabled(false);
    connect(m_look, &PathLook::began, this, [this] {
        messageBar()->hide();
        m_state->setText(tr("Looking at it…"));
        m_state->show();
    });
    connect(m_look, &PathLook::answered, this, [this](const Json& answer) {
        m_state->hide();
        m_found->clear();
        action()->setEnabled(showFound(answer));
        growToContents();
    });
    connect(m_look, &PathLook::failed, this, [this](const Error& error) {
        m_state->hide();
        showError(error);
        growToContents();
    });
    connect(&m_add, &SaferCall::progressed, this, [this](const QString& line, double fraction) {
        m_state->setText(plainLine(saferscope::sentence(line)));
        m_state->show();
        showFraction(m_progress, fraction);
    });
    connect(&m_add, &SaferCall::answered, this, [this](const Json& answer) {
        setBusy(false);
        if (const auto problems = problemsOf(answer); !problems.empty()) {
            showError(problems.front());
            return;
        }
        m_added = true;
        m_found->clear();
        showAdded(answer);
        showOutcome(tr("Done"));
        growToContents();
    });
    connect(&m_add, &SaferCall::failed, this, [this](const Error& error) {
        setBusy(false);
        if (error.code == ErrorCode::Interrupted) {
            messageBar()->showMessage(MessageKind::Info, tr("It was cancelled; nothing was added."));
        } else {
            showError(error);
        }
        growToContents();
    });
}

void OpenArtifactDialog::addPathRow(const QString& label, const std::vector<QPushButton*>& buttons) {
    QWidget* row = makePathRow(m_path, buttons, this);
    addRow(label, row);
    m_path->setAccessibleName(row->accessibleName());
    connect(m_look, &PathLook::pathChanged, this, [this] {
        m_found->clear();
        m_state->hide();
        messageBar()->hide();
        action()->setEnabled(false);
        forgetFound();
    });
    acceptFileDrops(this, [this](const QString& dropped) {
        if (!adding() && !m_added) {
            setPath(dropped);
        }
    });
}

void OpenArtifactDialog::addNameRow() {
    m_name->setPlaceholderText(tr("as the folder or file is called"));
    addRow(tr("&Name"), m_name);
}

void OpenArtifactDialog::finishLayout() {
    m_found = new FoundPanel(this);
    addWide(m_found, 1);
    m_state = new Label({}, TextRole::Small, TextTone::Muted, this);
    m_state->setWordWrap(true);
    m_state->hide();
    addWide(m_state, 0);
    m_progress = addProgressBar();
}

void OpenArtifactDialog::setPath(const QString& path) {
    m_path->setText(path);
    lookSoon(0);
}

QString OpenArtifactDialog::path() const { return m_look->path(); }

QString OpenArtifactDialog::workspaceFolder() const { return QString::fromStdString(m_workspaceFolder.string()); }

void OpenArtifactDialog::lookSoon(int milliseconds) {
    m_state->hide();
    action()->setEnabled(false);
    m_look->soon(milliseconds);
}

bool OpenArtifactDialog::showProblems(const std::vector<Error>& problems) {
    if (problems.empty()) {
        return true;
    }
    showError(problems.front());
    if (problems.size() > 1) {
        m_found->addHeading(tr("What is in the way besides"));
        for (std::size_t i = 1; i < problems.size(); ++i) {
            m_found->addNote(sentence(problems[i].message), TextTone::Error, sentence(problems[i].hint));
        }
    }
    return false;
}

void OpenArtifactDialog::setBusy(bool busy) {
    m_path->parentWidget()->setEnabled(!busy);
    m_name->setEnabled(!busy);
    setFieldsEnabled(!busy);
    action()->setEnabled(!busy);
    showFraction(m_progress, -1.0);
    m_progress->setVisible(busy);
    m_state->setVisible(false);
    growToContents();
}

void OpenArtifactDialog::accept() {
    if (m_added) {
        QDialog::accept();
        return;
    }
    if (m_add.running() || !action()->isEnabled()) {
        return;
    }
    messageBar()->hide();
    setBusy(true);
    if (const Status started = m_add.start(addArguments()); !started) {
        setBusy(false);
        showError(started.error());
    }
}

void OpenArtifactDialog::reject() {
    if (m_add.running()) {
        m_add.cancel();
        m_state->setText(tr("Cancelling…"));
        m_state->show();
    } else if (m_added) {
        QDialog::accept();
    } else {
        QDialog::reject();
    }
}

}  // namespace saferscope
