// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_looks.h"

#include "core/report/report_print.h"
#include "ui/report/report_tree.h"

#include <QFont>
#include <QGuiApplication>
#include <array>

namespace saferscope::report_looks {
namespace {

constexpr double bodyPoints = 9.5;
constexpr double dataPoints = 8.5;
constexpr double smallPoints = 7.5;

struct Heading {
    const char* name;
    double points;
    double before;
    double after;
};
constexpr std::array headings = {Heading{"h1", 20.0, 0.0, 4.0}, Heading{"h2", 14.0, 26.0, 6.0},
                                 Heading{"h3", 11.5, 18.0, 4.0}, Heading{"h4", 9.5, 12.0, 2.0}};

const Heading* headingOf(const ReportNode& node) {
    for (const Heading& one : headings) {
        if (node.is(QLatin1String(one.name))) {
            return &one;
        }
    }
    return nullptr;
}

/// "h3" of "bar h3 peak": a step of one of the colour maps.
QString heatOf(const ReportNode& node) {
    for (const QString& word : node.value(QLatin1String("class")).split(QLatin1Char(' '))) {
        if (word.size() == 2 && QStringLiteral("hpn").contains(word[0]) && word[1] >= QLatin1Char('1') &&
            word[1] <= QLatin1Char('8')) {
            return word;
        }
    }
    return {};
}

}  // namespace

QColor colour(const char* name) { return QColor(QString::fromStdString(reportColour(name))); }

QFont font(double points, bool bold) {
    QFont font = QGuiApplication::font();
    font.setPointSizeF(points);
    font.setBold(bold);
    return font;
}

QTextCharFormat body() {
    QTextCharFormat format;
    format.setFont(font(bodyPoints));
    format.setForeground(colour("text"));
    return format;
}

QTextCharFormat data() {
    QTextCharFormat format = body();
    format.setFontPointSize(dataPoints);
    return format;
}

QTextCharFormat small() {
    QTextCharFormat format = body();
    format.setFontPointSize(smallPoints);
    return format;
}

QTextBlockFormat plainBlock() {
    QTextBlockFormat format;
    format.setLineHeight(115, QTextBlockFormat::ProportionalHeight);
    return format;
}

QTextBlockFormat dataBlock() {
    QTextBlockFormat format;
    format.setLineHeight(130, QTextBlockFormat::ProportionalHeight);
    return format;
}

QTextBlockFormat block(const ReportNode& node) {
    QTextBlockFormat format = plainBlock();
    if (const Heading* heading = headingOf(node)) {
        format.setTopMargin(heading->before);
        format.setBottomMargin(heading->after);
        format.setHeadingLevel(static_cast<int>(heading - headings.data()) + 1);
        format.setProperty(keepWithNext, true);
        return format;
    }
    format.setTopMargin(5.0);
    format.setBottomMargin(5.0);
    return format;
}

QTextCharFormat text(const ReportNode& node) {
    QTextCharFormat format = body();
    if (const Heading* heading = headingOf(node)) {
        format.setFont(font(heading->points, true));
    } else if (node.has(QLatin1String("note")) || node.has(QLatin1String("legend")) ||
               node.has(QLatin1String("foldname")) || node.is(QLatin1String("caption"))) {
        format.setFontPointSize(dataPoints);
        format.setForeground(colour("muted"));
    } else if (node.has(QLatin1String("lead"))) {
        format.setForeground(colour("muted"));
    } else if (node.has(QLatin1String("key"))) {
        format.setFontPointSize(bodyPoints + 0.5);
        format.setFontWeight(QFont::DemiBold);
    }
    return inner(node, format);
}

QTextCharFormat inner(const ReportNode& node, QTextCharFormat around) {
    if (node.is(QLatin1String("strong"))) {
        around.setFontWeight(QFont::Bold);
    }
    if (node.has(QLatin1String("chosen"))) {
        around.setForeground(colour("chosen"));
    } else if (node.has(QLatin1String("rejected"))) {
        around.setForeground(colour("rejected"));
    }
    if (const QString heat = heatOf(node); !heat.isEmpty()) {
        around.setBackground(colour(heat.toLatin1().constData()));
    } else if (node.has(QLatin1String("bar"))) {
        around.setBackground(colour("strong"));
    }
    if (node.has(QLatin1String("peak"))) {
        around.setFontUnderline(true);
    }
    return around;
}

QTextTableFormat plainTable() {
    QTextTableFormat format;
    format.setBorder(0.0);
    format.setCellSpacing(0.0);
    format.setCellPadding(2.0);
    format.setTopMargin(4.0);
    // A margin that reaches over the end of a page would cost the next one: what follows has its own.
    format.setBottomMargin(0.0);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100.0));
    return format;
}

QTextTableFormat box(const QColor& ground) {
    QTextTableFormat format = plainTable();
    format.setCellPadding(6.0);
    format.setBackground(ground);
    format.setTopMargin(2.0);
    return format;
}

}  // namespace saferscope::report_looks
