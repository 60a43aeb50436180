// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/access_walk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPointer>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QTabBar>
#include <QTest>
#include <QTextEdit>
#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <set>

namespace saferscope::check {
namespace {

constexpr int mostTabs = 400;
constexpr int fewestPixels = 24;  ///< a ring of one pixel round a check box's square

QString accessName(QWidget& widget) {
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(&widget);
    return access != nullptr ? access->text(QAccessible::Name).trimmed() : QString();
}

QString called(QWidget& widget) {
    QStringList ancestors;
    for (const QWidget* up = widget.parentWidget(); up != nullptr && ancestors.size() < 3; up = up->parentWidget()) {
        ancestors << QString::fromLatin1(up->metaObject()->className()).section(QStringLiteral("::"), -1);
    }
    const QPoint at = widget.mapTo(widget.window(), QPoint(0, 0));
    return QStringLiteral("%1 \"%2\" in %3 at %4,%5 (%6x%7)")
        .arg(QString::fromLatin1(widget.metaObject()->className()), accessName(widget).left(40),
             ancestors.join(QStringLiteral(" in ")))
        .arg(at.x())
        .arg(at.y())
        .arg(widget.width())
        .arg(widget.height());
}

/// What may be for the mouse alone, by its name, and why.
bool excepted(QWidget& widget) {
    const std::pair<const char*, const char*> known[] = {
        {"Contexts in which the feature fires most", "J, K, Page Up and Page Down scroll it from the card"},
    };
    return std::any_of(std::begin(known), std::end(known),
                       [&](const auto& one) { return accessName(widget).startsWith(QLatin1String(one.first)); });
}

/// Parts of Qt's own controls: what they belong to has the name and the keyboard.
bool isInnerPart(const QWidget& widget) {
    const QWidget* parent = widget.parentWidget();
    return widget.objectName().startsWith(QLatin1String("qt_")) ||
           qobject_cast<const QScrollBar*>(&widget) != nullptr ||
           qobject_cast<const QHeaderView*>(&widget) != nullptr || widget.inherits("QTableCornerButton") ||
           qobject_cast<const QSplitterHandle*>(&widget) != nullptr ||
           (parent != nullptr &&
            (parent->inherits("QLineEdit") || parent->inherits("QAbstractSpinBox") || parent->inherits("QComboBox") ||
             parent->inherits("QTabBar") || parent->inherits("QComboBoxPrivateContainer")));
}

bool isViewport(const QWidget& widget) {
    const auto* area = qobject_cast<const QAbstractScrollArea*>(widget.parentWidget());
    return area != nullptr && area->viewport() == &widget;
}

std::vector<QWidget*> shownWidgets(QWidget& root) {
    std::vector<QWidget*> found;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->window() == root.window() && !isInnerPart(*widget)) {
            found.push_back(widget);
        }
    }
    return found;
}

bool takesTab(const QWidget& widget) {
    return widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) != 0 && widget.focusProxy() == nullptr &&
           widget.width() > 0 && widget.height() > 0;
}

/// A leaf that is none of Qt's controls and has more than one colour in it.
bool paintsItself(QWidget& widget) {
    if (widget.layout() != nullptr || !widget.findChildren<QWidget*>(Qt::FindDirectChildrenOnly).isEmpty() ||
        isViewport(widget) || widget.width() < 6 || widget.height() < 6) {
        return false;
    }
    const QString type = QString::fromLatin1(widget.metaObject()->className());
    if (type.startsWith(QLatin1Char('Q')) && type != QLatin1String("QWidget") && type != QLatin1String("QFrame")) {
        return false;
    }
    if (qobject_cast<QLabel*>(&widget) != nullptr) {
        return false;
    }
    const QImage picture = widget.grab().toImage();
    const QRgb first = picture.pixel(0, 0);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (picture.pixel(x, y) != first) {
                return true;
            }
        }
    }
    return false;
}

QImage pictureOf(QWidget& widget) {
    QWidget* window = widget.window();
    const QRect around(widget.mapTo(window, QPoint(0, 0)), widget.size());
    return window->grab(around.adjusted(-3, -3, 3, 3)).toImage();
}

int pixelsThatDiffer(const QImage& a, const QImage& b) {
    if (a.size() != b.size()) {
        return a.width() * a.height();
    }
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QColor one = a.pixelColor(x, y);
            const QColor other = b.pixelColor(x, y);
            const int difference = std::abs(one.red() - other.red()) + std::abs(one.green() - other.green()) +
                                   std::abs(one.blue() - other.blue());
            count += difference > 48 ? 1 : 0;
        }
    }
    return count;
}

/// Writes a tab instead of leaving.
bool keepsTab(const QWidget& widget) {
    const auto* plain = qobject_cast<const QPlainTextEdit*>(&widget);
    const auto* rich = qobject_cast<const QTextEdit*>(&widget);
    return (plain != nullptr && !plain->tabChangesFocus() && !plain->isReadOnly()) ||
           (rich != nullptr && !rich->tabChangesFocus() && !rich->isReadOnly());
}

}  // namespace

QStringList namelessWidgets(QWidget& root) {
    QStringList wrong;
    for (QWidget* widget : shownWidgets(root)) {
        const bool focusable = widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus && !isViewport(*widget) &&
                               widget->focusProxy() == nullptr;
        if ((focusable || paintsItself(*widget)) && accessName(*widget).isEmpty()) {
            wrong << QStringLiteral("has no name: ") + called(*widget);
        }
    }
    return wrong;
}

QStringList mouseOnlyWidgets(QWidget& root) {
    QStringList wrong;
    for (QWidget* widget : shownWidgets(root)) {
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        const bool clicked = (button != nullptr && button->isEnabled()) ||
                             qobject_cast<QAbstractItemView*>(widget) != nullptr ||
                             (widget->cursor().shape() == Qt::PointingHandCursor && !isViewport(*widget));
        // Of an exclusive group Tab reaches the checked one, arrows the others.
        const bool inGroup = button != nullptr && button->group() != nullptr && button->group()->exclusive();
        if (clicked && !inGroup && widget->focusPolicy() == Qt::NoFocus && !excepted(*widget)) {
            wrong << QStringLiteral("is clicked but has no keyboard: ") + called(*widget);
        }
    }
    return wrong;
}

std::vector<QWidget*> tabStops(QWidget& root) {
    std::vector<QWidget*> stops;
    for (QWidget* widget : shownWidgets(root)) {
        if (takesTab(*widget)) {
            stops.push_back(widget);
        }
    }
    return stops;
}

QStringList invisibleFocus(QWidget& root) {
    QStringList wrong;
    const std::vector<QWidget*> stops = tabStops(root);
    QWidget resting(root.window());
    resting.setFocusPolicy(Qt::StrongFocus);
    resting.resize(1, 1);
    resting.show();
    for (QWidget* widget : stops) {
        for (QWidget* up = widget->parentWidget(); up != nullptr; up = up->parentWidget()) {
            if (auto* area = qobject_cast<QScrollArea*>(up)) {
                area->ensureWidgetVisible(widget);  // as going there with Tab does
            }
        }
        resting.setFocus(Qt::TabFocusReason);
        const QImage without = pictureOf(*widget);
        widget->setFocus(Qt::TabFocusReason);
        if (!widget->hasFocus()) {
            wrong << QStringLiteral("does not take the keyboard: ") + called(*widget);
            continue;
        }
        const QImage with = pictureOf(*widget);
        if (const int pixels = pixelsThatDiffer(without, with); pixels < fewestPixels) {
            wrong << QStringLiteral("looks the same with the keyboard (%1 pixels): ").arg(pixels) + called(*widget);
        }
    }
    return wrong;
}

QStringList brokenTabOrder(QWidget& root) {
    const std::vector<QWidget*> stops = tabStops(root);
    if (stops.empty()) {
        return {};
    }
    QStringList wrong;
    stops.front()->setFocus(Qt::TabFocusReason);
    std::vector<QPointer<QWidget>> way;
    std::set<QWidget*> seen;
    bool back = false;
    for (int i = 0; i < mostTabs; ++i) {
        QWidget* focus = QApplication::focusWidget();
        if (focus == nullptr) {
            wrong << QStringLiteral("the keyboard is nowhere after ") +
                         (way.empty() || way.back().isNull() ? QString() : called(*way.back()));
            break;
        }
        if (i > 0 && focus == stops.front()) {
            back = true;
            break;
        }
        if (!way.empty() && way.back() == focus) {
            wrong << QStringLiteral("Tab does not leave: ") + called(*focus);
            break;
        }
        way.emplace_back(focus);
        seen.insert(focus);
        QTest::keyClick(focus, Qt::Key_Tab, keepsTab(*focus) ? Qt::ControlModifier : Qt::NoModifier);
    }
    if (!back && wrong.isEmpty()) {
        wrong << QStringLiteral("Tab does not come back to ") + called(*stops.front());
    }
    for (QWidget* stop : stops) {
        // What went away or was switched off on the way is no stop any more.
        if (!seen.contains(stop) && stop->isVisible() && takesTab(*stop)) {
            wrong << QStringLiteral("Tab does not reach: ") + called(*stop);
        }
    }
    if (back && way.size() > 1) {
        QTest::keyClick(
            QApplication::focusWidget(), Qt::Key_Tab,
            Qt::ShiftModifier | (keepsTab(*QApplication::focusWidget()) ? Qt::ControlModifier : Qt::NoModifier));
        if (!way.back().isNull() && QApplication::focusWidget() != way.back()) {
            wrong << QStringLiteral("Shift+Tab from the first does not go to the last: ") + called(*way.back());
        }
    }
    return wrong;
}

QStringList accessFaults(QWidget& root) {
    return namelessWidgets(root) + mouseOnlyWidgets(root) + invisibleFocus(root) + brokenTabOrder(root);
}

}  // namespace saferscope::check
