// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_columns.h"

#include "core/report/report_print.h"
#include "ui/report/report_chart.h"
#include "ui/report/report_tree.h"

#include <QPainter>
#include <QSvgRenderer>
#include <QTest>
#include <numeric>

using namespace saferscope;

namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace

class ReportColumnsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingOnOneLineWhereThereIsRoom() {
        QCOMPARE(columnWidths({{30.0, 10.0, false}, {20.0, 20.0, true}}, 100.0), (std::vector<double>{30.0, 20.0}));
        QVERIFY(columnWidths({}, 100.0).empty());
    }
    void textsGiveWayBeforeNumbers() {
        const auto widths = columnWidths({{300.0, 20.0, false}, {30.0, 15.0, true}, {100.0, 20.0, false}}, 200.0);
        QCOMPARE(widths[1], 30.0);
        QVERIFY(widths[0] > widths[2] && widths[2] >= 20.0);
        QVERIFY(qAbs(sum(widths) - 200.0) < 1e-9);
    }
    void nothingIsWiderThanThePage() {
        const std::vector<std::vector<ColumnNeed>> tables = {{{5000.0, 5000.0, false}},
                                                             std::vector<ColumnNeed>(40, ColumnNeed{90.0, 60.0, true}),
                                                             {{0.0, 0.0, false}, {1e9, 1e9, true}},
                                                             {{-1.0, 5.0, false}, {500.0, 3.0, false}}};
        for (const auto& needs : tables) {
            const auto widths = columnWidths(needs, 100.0);
            QCOMPARE(widths.size(), needs.size());
            QVERIFY(sum(widths) <= 100.0 + 1e-6);
            for (const double width : widths) {
                QVERIFY(width >= 0.0);
            }
        }
    }

    void aChartKeepsItsShapesAndItsTextsApart() {
        const auto page = readReport(
            R"(<html><svg viewBox="0 0 720 100"><rect class="fill c-chosen" x="0" y="0" width="360" height="100"/>)"
            R"(<text class="tick" x="10" y="20" text-anchor="end">12 &lt;b&gt;</text></svg></html>)");
        QVERIFY(page.has_value());
        const ChartPicture picture = chartPicture(*page->find(QLatin1String("svg")));
        QCOMPARE(picture.texts.size(), std::size_t{1});
        QCOMPARE(picture.texts[0].text, QStringLiteral("12 <b>"));
        QCOMPARE(picture.texts[0].anchor, QStringLiteral("end"));
        QSvgRenderer renderer(picture.shapes);
        QVERIFY(renderer.isValid());
        QImage image(720, 100, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        renderer.render(&painter);
        painter.end();
        // The colour of its class, which the style sheet of the page says with a variable.
        QCOMPARE(image.pixelColor(100, 50), QColor(QString::fromStdString(reportColour("chosen"))));
        QCOMPARE(image.pixelColor(500, 50), QColor(Qt::white));
    }

    void whatIsNotWellFormedIsRefused() {
        for (const char* page : {"", "<html>", "<html><p></html>", "no markup", "<html>&nothing;</html>"}) {
            QVERIFY(!readReport(page).has_value());
        }
        std::string deep;
        for (int i = 0; i < 5000; ++i) {
            deep += "<div>";
        }
        QVERIFY(!readReport(deep).has_value());
    }
};

QTEST_MAIN(ReportColumnsTest)
#include "report_columns_test.moc"
