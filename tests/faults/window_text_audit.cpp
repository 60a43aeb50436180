// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/window_text_audit.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QRegularExpression>
#include <QTabBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextEdit>
#include <QTextFrame>
#include <QTextTable>
#include <QToolTip>
#include <algorithm>
#include <ctime>

namespace saferscope::check {
namespace {

constexpr int mostRows = 80;
constexpr qsizetype longestShown = 10'000;  // of one label, cell, button or tip
constexpr qsizetype longestTip = 40'000;    // with its entities

const QString probe = QStringLiteral("a < b and c > d <b>x<b> &amp; &File %1 %2");

QString placeOf(const QWidget& widget) {
    QStringList place;
    for (const QWidget* at = &widget; at != nullptr && place.size() < 5; at = at->parentWidget()) {
        place.prepend(QString::fromLatin1(at->metaObject()->className()).remove(QStringLiteral("saferscope::")));
    }
    return place.join(QLatin1Char('/'));
}

/// Rich only in being paragraphs of ours around escaped text.
bool isHarmless(const QString& tip) {
    if (!Qt::mightBeRichText(tip)) {
        return true;
    }
    static const QRegularExpression ours(QStringLiteral("</?(p|b|br|table|tr|td)( style=\"[a-z0-9:; -]*\")?/?>"));
    QString rest = tip;
    rest.remove(ours);
    return !rest.contains(QLatin1Char('<'));
}

double threadMilliseconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace

void TextAudit::fault(const QString& what, const QString& where, const QString& text) {
    m_faults.append(QStringLiteral("%1 at %2: %3").arg(what, where, text.left(160)));
}

void TextAudit::shown(const QString& text, const QString& where, bool mnemonics) {
    if (text.isEmpty()) {
        return;
    }
    ++m_texts;
    if (text.size() > longestShown) {
        fault(QStringLiteral("%1 characters").arg(text.size()), where, text);
    }
    static const QRegularExpression mark(QStringLiteral("\u27E6([a-z-]+)\u27E7 ?(.*)"),
                                         QRegularExpression::DotMatchesEverythingOption);
    QString plain = text;
    if (mnemonics) {
        static const QRegularExpression single(QStringLiteral("(?<!&)&(&&)*(?!&)"));
        if (text.contains(QChar(0x27E6)) && text.contains(single)) {
            fault(QStringLiteral("a shortcut out of data"), where, text);
        }
        plain.replace(QLatin1String("&&"), QLatin1String("&"));
    }
    const auto found = mark.match(plain);
    if (found.hasMatch()) {
        // Up to where it was cut.
        QString rest = found.captured(2).left(probe.size());
        for (const QChar end : {QChar(0x2026), QChar(0x200B)}) {
            rest = rest.section(end, 0, 0);
        }
        const bool rater = found.captured(1) == QLatin1String("rater") || found.captured(1) == QLatin1String("judge");
        if (!rater && !rest.isEmpty() && rest.size() > 4 && !probe.startsWith(rest)) {
            fault(QStringLiteral("not as it is"), where, text);
        }
        m_marks.insert(found.captured(1));
    }
    static const QRegularExpression steering(
        QStringLiteral("[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\x{0000}-\\x{0008}\\x{000E}-\\x{001F}]"));
    if (text.contains(steering)) {
        fault(QStringLiteral("control or direction characters"), where, text.toHtmlEscaped());
    }
}

void TextAudit::tip(const QString& text, const QString& where) {
    if (text.isEmpty()) {
        return;
    }
    ++m_texts;
    if (!isHarmless(text)) {
        fault(QStringLiteral("a tool tip that is markup"), where, text);
    }
    if (text.size() > longestTip) {
        fault(QStringLiteral("a tool tip of %1 characters").arg(text.size()), where, text);
    }
}

void TextAudit::lookAtModel(const QAbstractItemModel& model, const QString& where) {
    const auto text = [&](const QVariant& value) {
        return value.userType() == QMetaType::QString ? value.toString() : QString();
    };
    for (const Qt::Orientation side : {Qt::Horizontal, Qt::Vertical}) {
        const int count = std::min(side == Qt::Horizontal ? model.columnCount() : model.rowCount(), mostRows);
        for (int i = 0; i < count; ++i) {
            shown(text(model.headerData(i, side, Qt::DisplayRole)), where + QStringLiteral(" header"));
            tip(text(model.headerData(i, side, Qt::ToolTipRole)), where + QStringLiteral(" header"));
        }
    }
    const auto rows = [&](const auto& self, const QModelIndex& parent) -> void {
        for (int row = 0; row < std::min(model.rowCount(parent), mostRows); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex index = model.index(row, column, parent);
                shown(text(index.data(Qt::DisplayRole)), where + QStringLiteral(" cell"));
                tip(text(index.data(Qt::ToolTipRole)), where + QStringLiteral(" cell"));
            }
            self(self, model.index(row, 0, parent));
        }
    };
    rows(rows, {});
}

void TextAudit::lookAtWidget(QWidget& widget) {
    const QString where = placeOf(widget);
    tip(widget.toolTip(), where);
    tip(widget.statusTip(), where);
    tip(widget.whatsThis(), where);
    if (widget.isWindow() && widget.windowTitle().size() > 1000) {
        fault(QStringLiteral("a title without end"), where, widget.windowTitle());
    }
    if (widget.isWindow()) {
        shown(widget.windowTitle(), where + QStringLiteral(" title"));
    }
    for (const QAction* action : widget.actions()) {
        tip(action->toolTip(), where + QStringLiteral(" action"));
        shown(action->text(), where + QStringLiteral(" action"), true);
    }
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (widget.objectName() == QLatin1String("qtooltip_label")) {
            tip(label->text(), where);
            return;
        }
        if (label->textFormat() != Qt::PlainText && !label->text().isEmpty()) {
            fault(QStringLiteral("a label that guesses"), where, label->text());
        }
        shown(label->text(), where, label->buddy() != nullptr);
    } else if (const auto* box = qobject_cast<const QMessageBox*>(&widget)) {
        if (box->textFormat() != Qt::PlainText || Qt::mightBeRichText(box->informativeText())) {
            fault(QStringLiteral("a message box that guesses"), where, box->text());
        }
    } else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        shown(button->text(), where, true);
    } else if (const auto* group = qobject_cast<const QGroupBox*>(&widget)) {
        shown(group->title(), where, true);
    } else if (const auto* bar = qobject_cast<const QTabBar*>(&widget)) {
        for (int i = 0; i < bar->count(); ++i) {
            shown(bar->tabText(i), where, true);
            tip(bar->tabToolTip(i), where);
        }
    } else if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) {
        lookAtModel(*combo->model(), where);
    } else if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget);
               view != nullptr && qobject_cast<const QHeaderView*>(view) == nullptr && view->model() != nullptr) {
        lookAtModel(*view->model(), where);
    } else if (const auto* edit = qobject_cast<const QTextEdit*>(&widget)) {
        const bool help = QString::fromLatin1(widget.metaObject()->className()).contains(QLatin1String("HelpBrowser"));
        for (QTextBlock block = edit->document()->begin(); !help && block.isValid(); block = block.next()) {
            for (auto at = block.begin(); !at.atEnd(); ++at) {
                const QTextCharFormat format = at.fragment().charFormat();
                if (format.isAnchor() || format.isImageFormat()) {
                    fault(QStringLiteral("a document with links or pictures"), where, block.text());
                }
            }
        }
        if (!help && !edit->document()->rootFrame()->childFrames().isEmpty()) {
            fault(QStringLiteral("a document with tables"), where, edit->toPlainText());
        }
        if (!edit->isReadOnly() && edit->acceptRichText()) {
            fault(QStringLiteral("an editor that takes pasted markup"), where, {});
        }
        ++m_texts;
    } else if (const auto* plain = qobject_cast<const QPlainTextEdit*>(&widget)) {
        ++m_texts;
        for (QTextBlock block = plain->document()->begin(); block.isValid(); block = block.next()) {
            if (block.length() > 41'000) {
                fault(QStringLiteral("a line of %1 characters").arg(block.length()), where, block.text().left(80));
                break;
            }
        }
    }
}

void TextAudit::look(QWidget& root) {
    lookAtWidget(root);
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        lookAtWidget(*widget);
    }
}

void TextAudit::lookAtToolTips(QWidget& root) {
    const auto ask = [&](QWidget& widget, const QPoint& place) {
        QToolTip::hideText();
        QHelpEvent event(QEvent::ToolTip, place, widget.mapToGlobal(place));
        QApplication::sendEvent(&widget, &event);
        for (QWidget* top : QApplication::topLevelWidgets()) {
            auto* label = qobject_cast<QLabel*>(top);
            if (label != nullptr && label->objectName() == QLatin1String("qtooltip_label") && label->isVisible()) {
                tip(label->text(), placeOf(widget) + QStringLiteral(" shown"));
            }
        }
    };
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->visibleRegion().isEmpty()) {
            continue;
        }
        const QRect area = widget->visibleRegion().boundingRect();
        if (auto* scroll = qobject_cast<QAbstractScrollArea*>(widget->parentWidget());
            scroll != nullptr && scroll->viewport() == widget) {
            for (int y = 8; y < area.height(); y += 24) {
                for (const int x : {20, area.width() / 2, area.width() - 20}) {
                    ask(*widget, area.topLeft() + QPoint(x, y));
                }
            }
        } else {
            ask(*widget, area.center());
        }
    }
    QToolTip::hideText();
}

BusyLoop::BusyLoop() {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(0);
    m_last = threadMilliseconds();
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
    m_timer.start(1);
}

void BusyLoop::tick() {
    const double now = threadMilliseconds();
    m_longest = std::max(m_longest, now - m_last);
    m_last = now;
}

double BusyLoop::take() {
    tick();
    const double longest = m_longest;
    m_longest = 0.0;
    m_last = threadMilliseconds();
    return longest;
}

}  // namespace saferscope::check
