// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTextObjectInterface>
#include <vector>

class QTextCharFormat;

namespace saferscope {

struct ReportNode;

/// A line of text in a chart, in the chart's units.
struct ChartText {
    double x = 0.0;
    double y = 0.0;  ///< of the baseline
    QString anchor;  ///< "start", "middle", "end": what of it stands at x
    QString look;    ///< "tick", "title", "name", "name strong"
    QString text;
};

/// A chart of a report for Qt: its shapes as a file of SVG that needs no style sheet of a page (Qt's reader knows
/// classes but no variables), and its texts apart, because that reader takes the size of a font for that of a screen.
struct ChartPicture {
    QByteArray shapes;
    std::vector<ChartText> texts;
};
ChartPicture chartPicture(const ReportNode& svg);

/// Draws charts inside a QTextDocument as vectors, their text as text. Register it for `type` at the document's layout.
/// Any one thread.
class ReportChart : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    static constexpr int type = 0x100001;  ///< QTextFormat::UserObject + 1

    /// `share` of the width of the page. The format goes with QChar::ObjectReplacementCharacter.
    static QTextCharFormat format(const ChartPicture& picture, double share);

    using QObject::QObject;
    QSizeF intrinsicSize(QTextDocument* document, int position, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& place, QTextDocument* document, int position,
                    const QTextFormat& format) override;
};

}  // namespace saferscope
