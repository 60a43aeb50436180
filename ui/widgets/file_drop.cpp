// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/file_drop.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>
#include <utility>

namespace saferscope {
namespace {

class DropFilter : public QObject {
public:
    DropFilter(QWidget* widget, std::function<void(const QString&)> take) : QObject(widget), m_take(std::move(take)) {
        widget->installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove && event->type() != QEvent::Drop) {
            return QObject::eventFilter(watched, event);
        }
        auto* drop = static_cast<QDropEvent*>(event);
        const auto urls = drop->mimeData()->urls();
        if (urls.size() != 1 || !urls.front().isLocalFile()) {
            drop->ignore();
            return true;
        }
        drop->acceptProposedAction();
        if (event->type() == QEvent::Drop) {
            m_take(urls.front().toLocalFile());
        }
        return true;
    }

private:
    const std::function<void(const QString&)> m_take;
};

}  // namespace

void acceptFileDrops(QWidget* widget, std::function<void(const QString& path)> take) {
    for (QWidget* child : widget->findChildren<QWidget*>()) {
        child->setAcceptDrops(false);
    }
    widget->setAcceptDrops(true);
    new DropFilter(widget, std::move(take));
}

}  // namespace saferscope
