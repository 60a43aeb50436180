// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/cover.h"

#include "ui/theme/theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <algorithm>

namespace saferscope {
namespace {

constexpr const char* laidOver = "coverSheet";  // property of a block that a sheet is laid over

QWidget* surfaceOf(QWidget* block) {
    auto* area = qobject_cast<QAbstractScrollArea*>(block);
    return area == nullptr ? block : area->viewport();
}

}  // namespace

/// Lies over a block. Opaque: what is below cannot be guessed from it.
class Cover::Sheet final : public QWidget {
public:
    explicit Sheet(QWidget* block) : QWidget(surfaceOf(block)), m_block(block) {
        setObjectName(QStringLiteral("cover-sheet"));
        setCursor(Qt::PointingHandCursor);
        setAccessibleName(Cover::tr("Covered text. Click to show it."));
        parentWidget()->installEventFilter(this);
        place();
    }

    void place() {
        setGeometry(parentWidget()->rect());
        raise();
    }

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) {
            place();
        }
        return false;
    }

    void mousePressEvent(QMouseEvent* event) override {
        event->accept();
        Cover::instance().reveal(m_block);
    }

    bool event(QEvent* event) override { return event->type() == QEvent::ToolTip || QWidget::event(event); }

    void paintEvent(QPaintEvent*) override {
        const Theme& theme = currentTheme();
        QPainter painter(this);
        painter.fillRect(rect(), theme.surface);
        painter.setPen(QPen(mixColors(theme.surface, theme.text, 0.10), 1.0));
        const int step = 9;
        for (int x = -height(); x < width(); x += step) {
            painter.drawLine(x, height(), x + height(), 0);
        }
        const QString words = Cover::tr("Click to show");
        painter.setFont(smallFont());
        const QFontMetrics metrics(smallFont());
        const QSize size(metrics.horizontalAdvance(words) + 20, metrics.height() + 8);
        if (size.width() < width() && size.height() < height()) {
            const QRect place(QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(theme.border);
            painter.setBrush(theme.raised);
            painter.drawRoundedRect(place, smallCornerRadius, smallCornerRadius);
            painter.setPen(theme.mutedText);
            painter.drawText(place, Qt::AlignCenter, words);
        }
    }

private:
    QWidget* const m_block;
};

Cover& Cover::instance() {
    static Cover cover;
    return cover;
}

void Cover::setOn(bool on) {
    if (on == m_on) {
        return;
    }
    m_on = on;
    m_allRevealed = false;
    m_revealed.clear();
    // Dialogs and editors that come later are seen when they show.
    on ? qApp->installEventFilter(this) : qApp->removeEventFilter(this);
    if (on) {
        for (QWidget* widget : QApplication::allWidgets()) {
            takeEditor(widget);
        }
    }
    for (const QObject* block : m_blocks) {
        renew(static_cast<QWidget*>(const_cast<QObject*>(block)));
    }
    Q_EMIT changed();
}

void Cover::setAllRevealed(bool revealed) {
    m_allRevealed = revealed;
    m_revealed.clear();
    for (const QObject* block : m_blocks) {
        renew(static_cast<QWidget*>(const_cast<QObject*>(block)));
    }
    Q_EMIT changed();
}

void Cover::watch(QWidget* block) {
    if (m_blocks.contains(block)) {
        return;
    }
    m_blocks.insert(block);
    block->installEventFilter(this);
    if (surfaceOf(block) != block) {
        surfaceOf(block)->installEventFilter(this);
    }
    connect(block, &QObject::destroyed, this, [this](const QObject* gone) {
        m_blocks.remove(gone);
        m_revealed.remove(gone);
    });
    if (m_on) {
        renew(block);
    }
}

void Cover::watchWithSheet(QWidget* block) {
    block->setProperty(laidOver, true);
    watch(block);
}

bool Cover::covers(const QWidget* block) const {
    return m_on && !m_allRevealed && m_blocks.contains(block) && !m_revealed.contains(block);
}

void Cover::reveal(QWidget* block) {
    if (covers(block)) {
        m_revealed.insert(block);
        renew(block);
    }
}

void Cover::coverAgain(QWidget* block) {
    if (m_revealed.remove(block)) {
        renew(block);
    }
}

void Cover::takeEditor(QWidget* widget) {
    const bool editor = qobject_cast<QPlainTextEdit*>(widget) != nullptr || qobject_cast<QTextEdit*>(widget) != nullptr;
    if (editor && !widget->property(noData).toBool() && !m_blocks.contains(widget)) {
        watchWithSheet(widget);
    }
}

void Cover::renew(QWidget* block) {
    QWidget* surface = surfaceOf(block);
    auto sheets = surface->findChildren<QWidget*>(QStringLiteral("cover-sheet"), Qt::FindDirectChildrenOnly);
    if (!covers(block)) {
        for (QWidget* sheet : sheets) {
            sheet->hide();
            sheet->deleteLater();
            sheet->setObjectName(QString());  // the next look must not find it
        }
    } else if (sheets.isEmpty() && block->property(laidOver).toBool()) {
        (new Sheet(block))->show();
    }
    surface->update();
}

QWidget* Cover::blockOf(QObject* watched) const {
    if (m_blocks.contains(watched)) {
        return static_cast<QWidget*>(watched);
    }
    return watched != nullptr && m_blocks.contains(watched->parent()) ? static_cast<QWidget*>(watched->parent())
                                                                      : nullptr;
}

bool Cover::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::Show:
            if (m_on && watched->isWidgetType()) {
                takeEditor(static_cast<QWidget*>(watched));
            }
            break;
        case QEvent::Hide:
            if (m_blocks.contains(watched)) {
                coverAgain(static_cast<QWidget*>(watched));
            }
            break;
        case QEvent::ToolTip:
            if (QWidget* block = blockOf(watched); block != nullptr && covers(block)) {
                return true;
            }
            break;
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonDblClick:
            if (QWidget* block = blockOf(watched);
                block != nullptr && covers(block) && !block->property(laidOver).toBool()) {
                reveal(block);
                return true;
            }
            break;
        case QEvent::KeyPress: {
            const int key = static_cast<QKeyEvent*>(event)->key();
            QWidget* block = blockOf(watched);
            if (block != nullptr && covers(block) &&
                (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space)) {
                reveal(block);
                return true;
            }
            break;
        }
        default:
            break;
    }
    return false;
}

}  // namespace saferscope
