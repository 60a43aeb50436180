// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/picture_file.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace saferscope {

namespace {

QByteArray written(const std::function<void(QBuffer&)>& write) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    write(buffer);
    return bytes;
}

void paintOn(QPaintDevice& device, QSize size, const FigurePainter& paint) {
    QPainter painter(&device);
    paint(painter, QRectF(QPointF(0, 0), size), pictureFont());
}

}  // namespace

QFont pictureFont() {
    QFont font;
    font.setPixelSize(13);
    return font;
}

QByteArray pictureSvg(QSize size, const FigurePainter& paint) {
    return written([&](QBuffer& buffer) {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(0, 0), size));
        generator.setResolution(96);
        generator.setTitle(QStringLiteral("Saferscope"));
        paintOn(generator, size, paint);
    });
}

QByteArray picturePng(QSize size, const FigurePainter& paint) {
    QImage image(size * 2, QImage::Format_RGB32);
    image.setDevicePixelRatio(2.0);
    paintOn(image, size, paint);
    return written([&](QBuffer& buffer) { image.save(&buffer, "PNG"); });
}

QByteArray picturePdf(QSize size, const QString& title, const FigurePainter& paint) {
    return written([&](QBuffer& buffer) {
        QPdfWriter writer(&buffer);
        writer.setCreator(QStringLiteral("Saferscope"));
        writer.setTitle(title);
        writer.setResolution(96);
        writer.setPageMargins(QMarginsF());
        // 96 units to the inch.
        writer.setPageSize(QPageSize(QSizeF(size) * 72.0 / 96.0, QPageSize::Point, {}, QPageSize::ExactMatch));
        paintOn(writer, size, paint);
    });
}

}  // namespace saferscope
