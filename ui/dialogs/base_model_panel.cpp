// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/base_model_panel.h"

#include "ui/bridge/sentences.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/dialogs/open_model_dialog.h"
#include "ui/widgets/labels.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace saferscope {

BaseModelPanel::BaseModelPanel(QWidget* parent) : QWidget(parent) {
    m_path = new QLineEdit(parent);
    m_path->setMinimumWidth(280);
    auto* button = new QPushButton(tr("Choose…"), parent);
    m_row = makePathRow(m_path, {button}, parent);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_state = new Label({}, TextRole::Small, TextTone::Muted, this);
    m_state->setWordWrap(true);
    layout->addWidget(m_state);
    m_found = new FoundPanel(this);
    m_found->keepToWords();
    layout->addWidget(m_found);
    showState({});
    m_look = new PathLook(
        m_path,
        [this] {
            return QStringList{QStringLiteral("doctor"), QStringLiteral("--model=") + path(), QStringLiteral("--base"),
                               QStringLiteral("--json")};
        },
        this);
    connect(m_look, &PathLook::pathChanged, this, [this] { showState({}); });
    connect(m_look, &PathLook::began, this, [this] { showState(tr("Looking at it…")); });
    connect(m_look, &PathLook::answered, this, [this](const Json& answer) { showAnswer(answer); });
    connect(m_look, &PathLook::failed, this, [this](const Error& error) {
        showState({});
        showProblem(error);
        Q_EMIT changed();
    });
    connect(button, &QPushButton::clicked, this, &BaseModelPanel::choose);
}

void BaseModelPanel::choose() {
    const QString folder = QFileDialog::getExistingDirectory(m_row, tr("Choose the folder of a model"), m_path->text());
    if (!folder.isEmpty()) {
        setPath(folder);
    }
}

/// Whatever was found belongs to what stood in the field before.
void BaseModelPanel::showState(const QString& text) {
    m_sound = false;
    m_found->clear();
    m_state->setText(text);
    m_state->setVisible(!text.isEmpty());
    Q_EMIT changed();
}

void BaseModelPanel::showProblem(const Error& error) {
    // An option that a training started here does not have; the other dialog asks for it.
    const bool label = (error.message + error.hint).find("--label") != std::string::npos;
    m_found->addNote(sentence(error.message), TextTone::Error,
                     label ? tr("Bring it in with File > Open reward model…, which asks for the label; then choose it "
                                "under “Start from”.")
                           : sentence(error.hint));
}

void BaseModelPanel::showAnswer(const Json& answer) {
    showState({});
    const auto problems = problemsOf(answer);
    for (const Error& problem : problems) {
        showProblem(problem);
    }
    const bool any = OpenModelDialog::showModel(*m_found, answer);
    if (problems.empty() && !any) {
        m_found->addNote(tr("No model was found there."), TextTone::Error);
    }
    m_sound = problems.empty() && any;
    Q_EMIT changed();
}

}  // namespace saferscope
