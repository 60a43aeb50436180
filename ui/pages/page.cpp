// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page.h"

#include "ui/bridge/sentences.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace saferscope {

Page::Page(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing(5), spacing(5), spacing(5), spacing(5));
    layout->setSpacing(spacing(4));
    m_messageBar = new MessageBar(this);
    m_messageRow = new QHBoxLayout;
    m_messageRow->addWidget(m_messageBar);
    layout->addLayout(m_messageRow);
    m_content = new QVBoxLayout;
    m_content->setContentsMargins(0, 0, 0, 0);
    m_content->setSpacing(spacing(4));
    layout->addLayout(m_content, 1);
}

void Page::reachEdges() {
    layout()->setContentsMargins(spacing(5), spacing(5), 0, 0);
    m_messageRow->setContentsMargins(0, 0, spacing(5), 0);
}

void Page::saveState(QSettings&) const {}
void Page::restoreState(QSettings&) {}
bool Page::askForTable() { return false; }

void Page::showSomethingMeaningful() {}

void Page::showMessage(MessageKind kind, const QString& what, const QString& whatToDo) {
    m_messageBar->showMessage(kind, what, whatToDo);
}

void Page::showError(const Error& error) {
    showMessage(MessageKind::Error, sentence(error.message), sentence(error.hint));
}

}  // namespace saferscope
