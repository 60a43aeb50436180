// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QStringList>
#include <QTest>
#include <QWidget>
#include <functional>

namespace saferscope::check {

/// Keys go where the keyboard is, as from the window system; nothing in these tests gives a widget the focus by itself.
inline void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QWidget* focus =
        QApplication::activePopupWidget() != nullptr ? QApplication::activePopupWidget() : QApplication::focusWidget();
    QVERIFY2(focus != nullptr, "nothing has the keyboard");
    QTest::keyClick(focus, static_cast<Qt::Key>(key), modifiers);
}

inline void type(const QString& text) {
    QVERIFY2(QApplication::focusWidget() != nullptr, "nothing has the keyboard");
    QTest::keyClicks(QApplication::focusWidget(), text);
}

/// Shows a page of its own with the keyboard on it, as the main window does when a page is turned to.
inline void showForKeys(QWidget& page, QSize size) {
    page.resize(size);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    if (QApplication::focusWidget() == nullptr) {
        QTest::keyClick(&page, Qt::Key_Tab);
    }
    QVERIFY(QApplication::focusWidget() != nullptr);
}

/// Tab until the widget that is meant has the keyboard; false where it is not on the way. Out of a text that keeps
/// tabs, Ctrl+Tab leads.
inline bool tabTo(const std::function<bool(const QWidget*)>& wanted, int most = 150) {
    QStringList way;
    for (int i = 0; i < most; ++i) {
        QWidget* focus = QApplication::focusWidget();
        if (focus == nullptr) {
            break;
        }
        if (wanted(focus)) {
            return true;
        }
        way << QString::fromLatin1(focus->metaObject()->className()) + u' ' + focus->accessibleName();
        QTest::keyClick(focus, Qt::Key_Tab);
        if (QApplication::focusWidget() == focus) {
            QTest::keyClick(focus, Qt::Key_Tab, Qt::ControlModifier);
        }
    }
    if (const QWidget* from = QApplication::focusWidget(); from != nullptr) {
        const QWidget* at = from;
        for (int i = 0; i < 60 && (i == 0 || at != from); ++i, at = at->nextInFocusChain()) {
            qWarning("chain: %s %s", at->metaObject()->className(), qPrintable(at->accessibleName()));
        }
    }
    qWarning("%s", qPrintable(way.join(QStringLiteral(" > "))));
    return false;
}
inline bool tabTo(const QWidget* wanted) {
    return tabTo([wanted](const QWidget* focus) { return focus == wanted; });
}

}  // namespace saferscope::check
