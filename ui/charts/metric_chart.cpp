// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/metric_chart.h"

#include "core/base/atomic_file.h"
#include "ui/charts/curve.h"
#include "ui/charts/metric_plot.h"
#include "ui/charts/number_text.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"

#include <QBuffer>
#include <QFileDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScopeGuard>
#include <QSvgGenerator>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr qsizetype longestName = 120;

/// Names are the titles of runs, which are data: short, and nothing in them steers what stands beside them.
QString nameOf(const Curve& curve) {
    const QString whole = QString::fromStdString(curve.name);
    QString name = whole.left(longestName);
    for (QChar& c : name) {
        if (!c.isPrint() && !c.isSurrogate()) {
            c = QChar(0xFFFD);
        }
    }
    return whole.size() > longestName ? name + QChar(0x2026) : name;
}

constexpr std::size_t fewCurves = 4;  ///< so many show their raw values behind the smoothed ones

}  // namespace

struct MetricChart::Impl {
    QCustomPlot* plot = nullptr;
    QCPItemLine* cursor = nullptr;
    QCPItemText* readout = nullptr;
    QMenu* menu = nullptr;
    std::vector<Curve> curves;
    struct Look {
        int color = 0;
        bool dashed = false;
    };
    std::vector<Look> looks;  // one per curve
    bool legendWanted = true;
    double weight = 0.0;
    bool logarithmic = false;
    bool keepView = false;
    bool updating = false;
    QPointF pointer{-1, -1};  // of the mouse over the plot; outside it when negative
    QString xTitle;
    QString yTitle;
    bool valueTitle = true;
    std::optional<int> keyX;  ///< where the arrow keys are, in pixels

    void describe();
    bool walk(const QKeyEvent& event);
    void style();
    void rebuild();
    bool showsRaw() const { return weight == 0.0 || curves.size() <= fewCurves; }
    void fillGraphs();
    void fitView();
    void placeReadout();
    void hover(const QPointF& position);
    QString readoutText(double x) const;
};

void MetricChart::Impl::style() {
    const Theme& theme = currentTheme();
    plot->setBackground(theme.surface);
    for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
        axis->setTickLabelFont(smallFont());
        axis->setLabelFont(smallFont());
        axis->setTickLabelColor(theme.mutedText);
        axis->setLabelColor(theme.mutedText);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->grid()->setPen(QPen(theme.border, 1));
        axis->grid()->setSubGridVisible(false);
        axis->grid()->setZeroLinePen(QPen(theme.strongBorder, 1));
        axis->setLabelPadding(spacing(2));
        axis->setTickLabelPadding(spacing(2));
    }
    plot->xAxis->grid()->setVisible(false);
    plot->xAxis->setBasePen(QPen(theme.strongBorder, 1));
    plot->yAxis->setBasePen(Qt::NoPen);
    plot->legend->setBrush(QColor(theme.surface.red(), theme.surface.green(), theme.surface.blue(), 220));
    plot->legend->setBorderPen(Qt::NoPen);
    plot->legend->setFont(smallFont());
    plot->legend->setTextColor(theme.text);
    cursor->setPen(QPen(theme.strongBorder, 1, Qt::DashLine));
    readout->setFont(smallFont());
    readout->setColor(theme.text);
    readout->setBrush(theme.raised);
    readout->setPen(QPen(theme.strongBorder, 1));
    for (int i = 0; i < plot->graphCount(); ++i) {
        const bool raw = i % 2 == 0;
        const Look& look = looks[static_cast<std::size_t>(i / 2)];
        QColor color = seriesColor(look.color);
        if (raw && weight > 0.0) {
            color = mixColors(theme.surface, color, 0.28);
        }
        // Thick lines cost several times as much to draw: with many curves they would hide each other anyway.
        const double full = curves.size() > fewCurves ? 1.0 : raw ? 1.8 : 2.0;
        QPen pen(color, raw && weight > 0.0 ? 1.0 : full);
        if (look.dashed) {
            pen.setStyle(Qt::DashLine);
        }
        plot->graph(i)->setPen(pen);
    }
}

void MetricChart::Impl::rebuild() {
    for (Curve& curve : curves) {
        curve.setSmoothing(weight);
    }
    const int wanted = static_cast<int>(curves.size()) * 2;
    while (plot->graphCount() > wanted) {
        plot->removeGraph(plot->graphCount() - 1);
    }
    while (plot->graphCount() < wanted) {
        auto* graph = new CurveGraph(plot->xAxis, plot->yAxis);  // the plot owns it
        graph->setAntialiased(true);
        graph->setAdaptiveSampling(false);
    }
    for (std::size_t i = 0; i < curves.size(); ++i) {
        QCPGraph* smooth = plot->graph(static_cast<int>(i * 2 + 1));
        smooth->setVisible(weight > 0.0);
        QCPGraph* raw = plot->graph(static_cast<int>(i * 2));
        raw->setVisible(showsRaw());
        QCPGraph* named = weight > 0.0 ? smooth : raw;
        for (QCPGraph* graph : {smooth, raw}) {
            graph->setName(nameOf(curves[i]));
            graph == named ? graph->addToLegend() : graph->removeFromLegend();
        }
    }
    plot->legend->setVisible(legendWanted && curves.size() > 1);
    plot->xAxis->setTicker(QSharedPointer<AxisTicker>(new AxisTicker(false, 6)));
    plot->yAxis->setTicker(QSharedPointer<AxisTicker>(new AxisTicker(logarithmic, 5)));
    plot->yAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    plot->xAxis->setLabel(xTitle);
    plot->yAxis->setLabel(valueTitle ? yTitle : QString());
    if (!keepView) {
        fitView();
    }
    fillGraphs();
    style();
    placeReadout();
    plot->replot(QCustomPlot::rpQueuedReplot);
}

void MetricChart::Impl::fillGraphs() {
    const QCPRange shown = plot->xAxis->range();
    const auto columns = static_cast<std::size_t>(std::max(1, plot->axisRect()->width()));
    for (std::size_t i = 0; i < curves.size(); ++i) {
        for (const bool raw : {true, false}) {
            const bool drawn = raw ? showsRaw() : weight > 0.0;
            const Series part = drawn ? curves[i].decimated({shown.lower, shown.upper}, columns, !raw) : Series();
            QVector<double> y(part.y.begin(), part.y.end());
            for (double& value : y) {
                // QCustomPlot draws a gap at NaN only; zero has no place on a log axis.
                if (!std::isfinite(value) || (logarithmic && value <= 0.0)) {
                    value = std::nan("");
                }
            }
            plot->graph(static_cast<int>(i * 2 + (raw ? 0 : 1)))
                ->setData(QVector<double>(part.x.begin(), part.x.end()), y, true);
        }
    }
}

void MetricChart::Impl::fitView() {
    updating = true;
    const Range domain = domainOf(std::span<const Curve>(curves));
    const Range found = valueRange(curves, domain, logarithmic, !showsRaw());
    Range values = padded(found, logarithmic);
    values.low = found.low >= 0.0 ? std::max(0.0, values.low) : values.low;  // no air below a floor of zero
    plot->xAxis->setRange(domain.low, domain.high);
    plot->yAxis->setRange(values.low, values.high);
    updating = false;
}

QString MetricChart::Impl::readoutText(double x) const {
    QString text;
    constexpr int mostLines = 12;
    int lines = 0;
    int more = 0;
    for (const Curve& curve : curves) {
        if (curve.size() == 0 || ++lines > mostLines) {
            more += curve.size() > 0 ? 1 : 0;
            continue;
        }
        const std::size_t at = nearestIndex(curve.x(), x);
        if (text.isEmpty()) {
            text = QStringLiteral("%1 %2").arg(xTitle, shortNumberText(curve.x()[at], 9));
        }
        text += QStringLiteral("\n%1  %2").arg(nameOf(curve), shortNumberText(curve.smoothed()[at]));
        if (weight > 0.0) {
            text += QStringLiteral("  (%1)").arg(shortNumberText(curve.y()[at]));
        }
    }
    if (more > 0) {
        text += QLatin1Char('\n') + MetricChart::tr("and %n more", nullptr, more);
    }
    return text;
}

/// The pointer's line and box lie on a layer of their own, so the curves are not drawn again for them.
void MetricChart::Impl::hover(const QPointF& position) {
    const bool shown = cursor->visible();
    pointer = position;
    placeReadout();
    if (shown || cursor->visible()) {
        plot->layer(QStringLiteral("overlay"))->replot();
    }
}

void MetricChart::Impl::placeReadout() {
    const QPointF& position = pointer;
    const double at = plot->xAxis->pixelToCoord(position.x());
    const QString text = plot->axisRect()->rect().contains(position.toPoint()) ? readoutText(at) : QString();
    cursor->setVisible(!text.isEmpty());
    readout->setVisible(!text.isEmpty());
    if (!text.isEmpty()) {
        const auto first = std::find_if(curves.begin(), curves.end(), [](const Curve& one) { return one.size() > 0; });
        const double x = first->x()[nearestIndex(first->x(), at)];
        cursor->start->setCoords(x, 0);
        cursor->end->setCoords(x, 1);
        const bool right = position.x() > plot->axisRect()->rect().center().x();
        readout->setPositionAlignment(Qt::AlignTop | (right ? Qt::AlignRight : Qt::AlignLeft));
        readout->position->setCoords(plot->xAxis->coordToPixel(x) + (right ? -8 : 8), plot->axisRect()->top() + 4);
        readout->setText(text);
    }
}

/// The last value of each curve in words.
void MetricChart::Impl::describe() {
    QStringList lines;
    for (const Curve& curve : curves) {
        if (curve.size() > 0) {
            lines << MetricChart::tr("%1: last %2 at %3")
                         .arg(nameOf(curve), shortNumberText(curve.y().back()), shortNumberText(curve.x().back()));
        }
    }
    plot->setAccessibleDescription(pictureWords(lines));
}

/// Left and Right read values out along the plot, Home and End at its ends.
bool MetricChart::Impl::walk(const QKeyEvent& event) {
    const QRect area = plot->axisRect()->rect();
    const int step = std::max(1, area.width() / 40);
    const int from = keyX.value_or(area.left() - step);
    switch (event.key()) {
        case Qt::Key_Left:
            keyX = from - step;
            break;
        case Qt::Key_Right:
            keyX = from + step;
            break;
        case Qt::Key_Home:
            keyX = area.left();
            break;
        case Qt::Key_End:
            keyX = area.right();
            break;
        default:
            return false;
    }
    keyX = std::clamp(*keyX, area.left(), area.right());
    hover(QPointF(*keyX, area.center().y()));
    setPictureRole(plot, QAccessible::Chart, readoutText(plot->xAxis->pixelToCoord(*keyX)));
    return true;
}

MetricChart::MetricChart(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>()) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    Impl& impl = *m_impl;
    impl.plot = new QCustomPlot(this);
    layout->addWidget(impl.plot);
    impl.plot->setMinimumHeight(200);
    impl.plot->setFocusPolicy(Qt::StrongFocus);
    impl.plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    impl.plot->axisRect()->setRangeZoomAxes(impl.plot->xAxis, nullptr);
    impl.plot->axisRect()->setRangeDragAxes(impl.plot->xAxis, nullptr);
    impl.plot->plotLayout()->setRowSpacing(0);
    impl.plot->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    impl.cursor = new QCPItemLine(impl.plot);
    impl.cursor->start->setTypeY(QCPItemPosition::ptAxisRectRatio);
    impl.cursor->end->setTypeY(QCPItemPosition::ptAxisRectRatio);
    impl.readout = new QCPItemText(impl.plot);
    impl.cursor->setLayer(QStringLiteral("overlay"));
    impl.readout->setLayer(QStringLiteral("overlay"));
    impl.readout->position->setType(QCPItemPosition::ptAbsolute);
    impl.readout->setTextAlignment(Qt::AlignLeft);
    impl.readout->setPadding(QMargins(8, 6, 8, 6));
    impl.plot->installEventFilter(this);
    showFocusRing(impl.plot);
    setPictureRole(impl.plot, QAccessible::Chart);
    impl.plot->setAccessibleName(tr("Chart"));
    impl.plot->setMouseTracking(true);
    connect(impl.plot->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this] {
        if (!m_impl->updating) {
            m_impl->keepView = true;
            m_impl->fillGraphs();
        }
    });
    connect(impl.plot, &QCustomPlot::mouseDoubleClick, this, &MetricChart::resetView);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        m_impl->style();
        m_impl->plot->replot(QCustomPlot::rpQueuedReplot);
    });
    impl.rebuild();
}

MetricChart::~MetricChart() = default;

void MetricChart::setSeries(const std::vector<Series>& series) {
    std::vector<CurveView> views;
    views.reserve(series.size());
    for (const Series& one : series) {
        views.push_back({one.name, one.x, one.y, static_cast<int>(views.size()), false});
    }
    showCurves(views);
}

void MetricChart::showCurves(std::span<const CurveView> views) {
    std::vector<Curve> before = std::move(m_impl->curves);
    m_impl->curves.clear();
    m_impl->looks.clear();
    for (const CurveView& view : views) {
        const auto known =
            std::find_if(before.begin(), before.end(), [&](const Curve& one) { return one.name == view.name; });
        Curve curve;
        if (known != before.end()) {
            curve = std::move(*known);
            before.erase(known);
        }
        curve.name = view.name;
        curve.setSmoothing(m_impl->weight);
        curve.follow(view.x, view.y);
        m_impl->curves.push_back(std::move(curve));
        m_impl->looks.push_back({view.color, view.dashed});
    }
    m_impl->describe();
    (void)std::any_of(m_impl->curves.begin(), m_impl->curves.end(), [](Curve& curve) { return curve.makeRoom(); });
    m_impl->rebuild();
}

void MetricChart::setLegendVisible(bool visible) {
    m_impl->legendWanted = visible;
    m_impl->rebuild();
}

void MetricChart::setAxisTitles(const QString& x, const QString& y) {
    m_impl->xTitle = x;
    m_impl->yTitle = y;
    m_impl->plot->setAccessibleName(tr("Chart of %1 over %2").arg(y, x));
    m_impl->rebuild();
}

void MetricChart::setValueTitleVisible(bool visible) {
    m_impl->valueTitle = visible;
    m_impl->rebuild();
}

void MetricChart::setSmoothing(double weight) {
    m_impl->weight = std::clamp(weight, 0.0, 0.99);
    m_impl->rebuild();
}
double MetricChart::smoothing() const { return m_impl->weight; }

void MetricChart::setLogarithmic(bool logarithmic) {
    m_impl->logarithmic = logarithmic;
    m_impl->keepView = false;
    m_impl->rebuild();
}
bool MetricChart::logarithmic() const { return m_impl->logarithmic; }

void MetricChart::resetView() {
    m_impl->keepView = false;
    m_impl->rebuild();
}

QString MetricChart::readoutAt(double x) const { return m_impl->readoutText(x); }

bool MetricChart::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_impl->plot) {
        if (event->type() == QEvent::MouseMove) {
            m_impl->hover(static_cast<QMouseEvent*>(event)->position());
        } else if (event->type() == QEvent::KeyPress && m_impl->walk(*static_cast<QKeyEvent*>(event))) {
            return true;
        } else if (event->type() == QEvent::Leave || event->type() == QEvent::FocusOut) {
            m_impl->hover({-1, -1});
        } else if (event->type() == QEvent::Wheel &&
                   !static_cast<QWheelEvent*>(event)->modifiers().testFlag(Qt::ControlModifier)) {
            // Without Ctrl the wheel scrolls the page the chart is on.
            event->ignore();
            return true;
        } else if (event->type() == QEvent::Resize) {
            QMetaObject::invokeMethod(
                this, [this] { m_impl->rebuild(); }, Qt::QueuedConnection);
        }
    }
    return QWidget::eventFilter(watched, event);
}

Status MetricChart::exportTo(const std::filesystem::path& path) {
    m_impl->hover({-1, -1});
    // A picture by itself has to say what it shows.
    m_impl->plot->yAxis->setLabel(m_impl->yTitle);
    const auto asBefore = qScopeGuard([this] { m_impl->rebuild(); });
    m_impl->plot->replot(QCustomPlot::rpImmediateRefresh);
    const std::string ending = path.extension().string();
    if (ending == ".csv") {
        std::vector<Series> series;
        for (const Curve& curve : m_impl->curves) {
            series.push_back({curve.name, curve.x(), curve.y()});
        }
        return writeFileAtomically(path, toCsv(series, m_impl->xTitle.toStdString()));
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QSize size = this->size();
    if (ending == ".svg") {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(0, 0), size));
        generator.setTitle(m_impl->yTitle);
        QCPPainter painter;
        painter.begin(&generator);
        painter.setMode(QCPPainter::pmVectorized);
        m_impl->plot->toPainter(&painter, size.width(), size.height());
        painter.end();
    } else if (ending == ".png") {
        m_impl->plot->toPixmap(size.width(), size.height(), 2.0).save(&buffer, "PNG");
    } else if (ending == ".pdf") {
        // QCustomPlot writes PDF to paths only.
        if (!m_impl->plot->savePdf(QString::fromStdString(path.string()), size.width(), size.height())) {
            return fail(ErrorCode::Io, "The chart could not be written to " + path.string() + ".",
                        "Check that the folder exists and is writable.");
        }
        return {};
    } else {
        return fail(ErrorCode::Usage, "A chart cannot be saved as \"" + ending + "\".",
                    "Choose a name that ends in .png, .svg, .pdf or .csv.");
    }
    return writeFileAtomically(path, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

QMenu* MetricChart::exportMenu() {
    if (m_impl->menu != nullptr) {
        return m_impl->menu;
    }
    m_impl->menu = new QMenu(this);
    const std::vector<std::pair<QString, QString>> kinds = {{tr("Picture (PNG)…"), QStringLiteral("png")},
                                                            {tr("Drawing (SVG)…"), QStringLiteral("svg")},
                                                            {tr("Document (PDF)…"), QStringLiteral("pdf")},
                                                            {tr("Values (CSV)…"), QStringLiteral("csv")}};
    for (const auto& [text, ending] : kinds) {
        connect(m_impl->menu->addAction(text), &QAction::triggered, this, [this, suffix = ending] {
            const QString path = QFileDialog::getSaveFileName(
                this, tr("Export chart"), QStringLiteral("chart.") + suffix, QStringLiteral("*.") + suffix);
            if (path.isEmpty()) {
                return;
            }
            if (const Status status = exportTo(path.toStdString()); status) {
                Q_EMIT exported(path);
            } else {
                Q_EMIT exportFailed(status.error());
            }
        });
    }
    return m_impl->menu;
}

}  // namespace saferscope
