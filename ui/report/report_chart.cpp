// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_chart.h"

#include "core/report/report_print.h"
#include "ui/report/report_looks.h"
#include "ui/report/report_tree.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QSvgRenderer>
#include <QTextDocument>
#include <QTextFormat>
#include <QXmlStreamWriter>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int shapesProperty = QTextFormat::UserProperty + 1;
constexpr int textsProperty = QTextFormat::UserProperty + 2;
constexpr int shareProperty = QTextFormat::UserProperty + 3;
constexpr int widthProperty = QTextFormat::UserProperty + 4;   ///< in the chart's units
constexpr int heightProperty = QTextFormat::UserProperty + 5;  ///< for a width of 1
constexpr double nameSize = 13.0;                              ///< of the style sheet, in the chart's units
constexpr double tickSize = 12.0;

void write(QXmlStreamWriter& xml, const ReportNode& node, std::vector<ChartText>& texts) {
    if (node.is(QLatin1String("text"))) {
        texts.push_back({node.value(QLatin1String("x")).toDouble(), node.value(QLatin1String("y")).toDouble(),
                         node.value(QLatin1String("text-anchor")), node.value(QLatin1String("class")),
                         node.wholeText()});
        return;
    }
    if (node.name.isEmpty()) {
        return;
    }
    xml.writeStartElement(node.name);
    for (auto it = node.attributes.begin(); it != node.attributes.end(); ++it) {
        xml.writeAttribute(it.key(), it.value());
    }
    for (const ReportNode& child : node.children) {
        write(xml, child, texts);
    }
    xml.writeEndElement();
}

void drawText(QPainter& painter, const QPointF& origin, double scale, const ChartText& text) {
    const bool small = text.look == QLatin1String("tick") || text.look == QLatin1String("title");
    QFont font = report_looks::font(1.0, text.look.contains(QLatin1String("strong")));
    font.setPixelSize(std::max(1, qRound((small ? tickSize : nameSize) * scale)));
    painter.setFont(font);
    painter.setPen(report_looks::colour(small ? "muted" : "text"));
    const double width = QFontMetricsF(font, painter.device()).horizontalAdvance(text.text);
    const double left = text.anchor == QLatin1String("end")      ? width
                        : text.anchor == QLatin1String("middle") ? width / 2.0
                                                                 : 0.0;
    painter.drawText(origin + QPointF(text.x * scale - left, text.y * scale), text.text);
}

}  // namespace

ChartPicture chartPicture(const ReportNode& svg) {
    ChartPicture picture;
    QXmlStreamWriter xml(&picture.shapes);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("svg"));
    xml.writeAttribute(QStringLiteral("xmlns"), QStringLiteral("http://www.w3.org/2000/svg"));
    xml.writeAttribute(QStringLiteral("viewBox"), svg.value(QLatin1String("viewBox")));
    xml.writeStartElement(QStringLiteral("style"));
    xml.writeAttribute(QStringLiteral("type"), QStringLiteral("text/css"));
    xml.writeCharacters(QString::fromStdString(chartStyle()));
    xml.writeEndElement();
    for (const ReportNode& child : svg.children) {
        write(xml, child, picture.texts);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return picture;
}

QTextCharFormat ReportChart::format(const ChartPicture& picture, double share) {
    QTextCharFormat format;
    format.setObjectType(type);
    format.setProperty(shapesProperty, picture.shapes);
    QVariantList texts;
    for (const ChartText& one : picture.texts) {
        texts.append(QVariant(QVariantList{one.x, one.y, one.anchor, one.look, one.text}));
    }
    format.setProperty(textsProperty, texts);
    format.setProperty(shareProperty, share);
    const QSizeF box = QSvgRenderer(picture.shapes).viewBoxF().size();
    format.setProperty(widthProperty, box.width());
    format.setProperty(heightProperty, box.width() > 0.0 ? box.height() / box.width() : 0.0);
    return format;
}

QSizeF ReportChart::intrinsicSize(QTextDocument* document, int /*position*/, const QTextFormat& format) {
    const double width = document->pageSize().width() * format.doubleProperty(shareProperty);
    return {width, width * format.doubleProperty(heightProperty)};
}

void ReportChart::drawObject(QPainter* painter, const QRectF& place, QTextDocument* /*document*/, int /*position*/,
                             const QTextFormat& format) {
    const double width = format.doubleProperty(widthProperty);
    if (!(width > 0.0)) {
        return;
    }
    QSvgRenderer renderer(format.property(shapesProperty).toByteArray());
    painter->save();
    renderer.render(painter, place);
    painter->restore();
    painter->save();
    for (const QVariant& one : format.property(textsProperty).toList()) {
        const QVariantList text = one.toList();
        drawText(*painter, place.topLeft(), place.width() / width,
                 {text[0].toDouble(), text[1].toDouble(), text[2].toString(), text[3].toString(), text[4].toString()});
    }
    painter->restore();
}

}  // namespace saferscope
