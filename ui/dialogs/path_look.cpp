// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/path_look.h"

#include "ui/dialogs/open_found_panel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <utility>

namespace saferscope {

PathLook::PathLook(QLineEdit* field, std::function<QStringList()> arguments, QObject* parent)
    : QObject(parent), m_field(field), m_arguments(std::move(arguments)) {
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &PathLook::look);
    connect(&m_call, &SaferCall::answered, this, &PathLook::answered);
    connect(&m_call, &SaferCall::failed, this, &PathLook::failed);
    connect(m_field, &QLineEdit::textChanged, this, [this] {
        m_call.forget();
        Q_EMIT pathChanged();
        soon();
    });
}

QString PathLook::path() const { return tidyPath(m_field->text()); }

void PathLook::setPath(const QString& path) {
    m_field->setText(path);
    soon(0);
}

void PathLook::soon(int milliseconds) {
    m_call.forget();
    if (m_field->text().isEmpty()) {
        m_soon.stop();
        return;
    }
    m_soon.start(milliseconds);
}

void PathLook::look() {
    Q_EMIT began();
    if (const Status started = m_call.start(m_arguments()); !started) {
        Q_EMIT failed(started.error());
    }
}

QWidget* makePathRow(QLineEdit* field, const std::vector<QPushButton*>& buttons, QWidget* parent) {
    auto* row = new QWidget(parent);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(2));
    layout->addWidget(field, 1);
    for (QPushButton* button : buttons) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    row->setFocusProxy(field);
    return row;
}

}  // namespace saferscope
