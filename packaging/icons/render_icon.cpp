// SPDX-License-Identifier: GPL-3.0-or-later
// Draws an SVG as the PNG files of the hicolor theme: render_icon FILE.svg FOLDER SIZE... writes FOLDER/SIZE.png. A
// part of the build, so that no picture lies in the repository that can differ from its SVG.
#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <cstdio>

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fprintf(stderr, "render_icon: FILE.svg FOLDER SIZE...\n");
        return 2;
    }
    QSvgRenderer picture(QFile::decodeName(argv[1]));
    const QDir folder(QFile::decodeName(argv[2]));
    if (!picture.isValid() || !folder.mkpath(QStringLiteral("."))) {
        std::fprintf(stderr, "render_icon: Cannot read %s or make %s.\n", argv[1], argv[2]);
        return 1;
    }
    for (int i = 3; i < argc; ++i) {
        const int side = QByteArray(argv[i]).toInt();
        QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        picture.render(&painter);
        painter.end();
        if (side < 1 || !image.save(folder.filePath(QString::number(side) + QStringLiteral(".png")))) {
            std::fprintf(stderr, "render_icon: Cannot write %s.png into %s.\n", argv[i], argv[2]);
            return 1;
        }
    }
    return 0;
}
