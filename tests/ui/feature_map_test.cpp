// SPDX-License-Identifier: GPL-3.0-or-later
// The map of the features with a real mouse and a real keyboard: what is picked on it is selected in the table, and the
// other way round.
#include "tests/support/check.h"
#include "tests/support/fair_clock.h"
#include "tests/support/sanitizers.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/feature_table_model.h"
#include "ui/pages/feature_filter_line.h"
#include "ui/pages/feature_map_panel.h"
#include "ui/pages/feature_table_view.h"
#include "ui/pages/features_page.h"
#include "ui/widgets/message_bar.h"

#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <set>

using namespace saferscope;

namespace {

constexpr std::uint32_t features = 512;

/// Feature i of the synthetic index in a spiral; the dead one has no place.
FeatureMap spiral(std::uint32_t count) {
    FeatureMap map;
    map.keptNeighbours = 0.4;
    for (std::uint32_t i = 0; i < count; ++i) {
        const double turn = i * 2.39996;
        const double away = std::sqrt((i + 1.0) / (count + 1.0)) * 0.98;
        const bool dead = count == features && i == check::Planted::dead;
        map.place.push_back(dead ? FeatureMap::Place::Dead : FeatureMap::Place::Placed);
        map.x.push_back(dead ? 0.0f : static_cast<float>(away * std::cos(turn)));
        map.y.push_back(dead ? 0.0f : static_cast<float>(away * std::sin(turn)));
    }
    return map;
}

void drag(QWidget* view, const std::vector<QPointF>& way, Qt::KeyboardModifiers modifiers = {},
          Qt::MouseButton button = Qt::LeftButton) {
    QTest::mousePress(view, button, modifiers, way.front().toPoint());
    for (const QPointF& at : way) {
        QMouseEvent move(QEvent::MouseMove, at, view->mapToGlobal(at), Qt::NoButton, button, modifiers);
        QApplication::sendEvent(view, &move);
    }
    QTest::mouseRelease(view, button, modifiers, way.back().toPoint());
}

std::set<std::uint32_t> idsOf(const std::vector<FeatureId>& list) {
    std::set<std::uint32_t> ids;
    for (const FeatureId feature : list) {
        ids.insert(feature.value());
    }
    return ids;
}

}  // namespace

class FeatureMapTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void aClickSelectsTheFeatureEverywhere();
    void aBoxPicksWhatIsInIt();
    void aLassoPicksWhatIsInIt();
    void pickedFeaturesAreShownAloneAndSavedAsASet();
    void theTableAndItsFilterAreOnTheMap();
    void theKeyboardWalksAndZooms();
    void wheelAndDragMoveThePicture();
    void screenReadersAreTold();
    void coloursAndLegendSayTheSame();
    void picturesAndCoordinatesGoToFiles();
    void itIsRemembered();
    void aHundredThousandPointsAreQuick();
    void pictures();

private:
    std::set<std::uint32_t> selectedRows() const;
    std::vector<FeatureId> inside(const QRectF& box) const;

    check::TemporaryFolder m_folder;
    std::shared_ptr<const FeatureIndex> m_index;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<FeaturesPage> m_page;
    FeatureMapView* m_view = nullptr;
};

void FeatureMapTest::initTestCase() {
    ThemeManager::instance().setMode(ThemeMode::Light);
    ThemeManager::instance().install(*qApp);
    m_index = check::makeSyntheticIndex(m_folder.path() / "index");
}

void FeatureMapTest::init() {
    m_session = std::make_unique<WorkspaceSession>(nullptr, m_index);
    m_page = std::make_unique<FeaturesPage>();
    m_page->setWorkspace(m_session.get());
    m_page->resize(1240, 780);
    m_page->showMap(true);
    m_page->map()->showMap(spiral(features));
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_view = m_page->map()->view();
    QCoreApplication::processEvents();
}

void FeatureMapTest::cleanup() {
    m_page->setWorkspace(nullptr);
    m_page.reset();
    m_session.reset();
}

std::set<std::uint32_t> FeatureMapTest::selectedRows() const {
    std::set<std::uint32_t> ids;
    for (const QModelIndex& row : m_page->table()->selectionModel()->selectedRows()) {
        ids.insert(m_page->model()->featureAt(row.row())->contrast.feature.value());
    }
    return ids;
}

std::vector<FeatureId> FeatureMapTest::inside(const QRectF& box) const {
    std::vector<FeatureId> found;
    for (const FeatureId feature : m_view->scene().features) {
        if (box.contains(m_view->positionOf(feature))) {
            found.push_back(feature);
        }
    }
    return found;
}

void FeatureMapTest::aClickSelectsTheFeatureEverywhere() {
    QVERIFY(m_view->isVisible());
    QVERIFY(!m_page->table()->isVisible());
    QSignalSpy selected(m_session.get(), &WorkspaceSession::featureSelected);
    for (const std::uint32_t id : {check::Planted::refusal, 300u}) {
        QTest::mouseClick(m_view, Qt::LeftButton, {}, m_view->positionOf(FeatureId(id)).toPoint());
        QCOMPARE(m_session->selectedFeature()->value(), id);
        QCOMPARE(m_view->current()->value(), id);
        QCOMPARE(m_page->table()->currentIndex().row(), m_page->model()->rowOf(FeatureId(id)));
    }
    QCOMPARE(selected.count(), 2);
    // Selected elsewhere: the map follows; the dead feature has no place on it.
    m_session->selectFeature(FeatureId(17));
    QCOMPARE(m_view->current()->value(), 17u);
    m_session->selectFeature(FeatureId(check::Planted::dead));
    QVERIFY(!m_view->current());
    QVERIFY2(m_page->map()->note().contains(QStringLiteral("1 features never fire")),
             qPrintable(m_page->map()->note()));
}

void FeatureMapTest::aBoxPicksWhatIsInIt() {
    const QPointF middle = QRectF(m_view->rect()).center();
    const QRectF box(middle + QPointF(-61, -47), QSizeF(90, 70));
    const auto wanted = idsOf(inside(box));
    QVERIFY(wanted.size() > 5 && wanted.size() < 200);
    drag(m_view, {box.topLeft(), middle, box.bottomRight()});
    QCOMPARE(idsOf(m_view->picked()), wanted);
    QCOMPARE(selectedRows(), wanted);
    QVERIFY(m_page->map()->pickedText().startsWith(QString::number(wanted.size())));
    // Shift adds; a click into the void lets go.
    const QRectF other(middle + QPointF(120, 60), QSizeF(60, 60));
    auto both = wanted;
    both.merge(idsOf(inside(other)));
    QVERIFY(both.size() > wanted.size());
    drag(m_view, {other.topLeft(), other.bottomRight()}, Qt::ShiftModifier);
    QCOMPARE(idsOf(m_view->picked()), both);
    QCOMPARE(selectedRows(), both);
    QTest::mouseClick(m_view, Qt::LeftButton, {}, QPoint(4, 4));
    QVERIFY(m_view->picked().empty());
    QVERIFY(selectedRows().size() <= 1);
    // Escape too.
    drag(m_view, {box.topLeft(), box.bottomRight()});
    QCOMPARE(idsOf(m_view->picked()), wanted);
    QTest::keyClick(m_view, Qt::Key_Escape);
    QVERIFY(m_view->picked().empty());
}

void FeatureMapTest::aLassoPicksWhatIsInIt() {
    QTest::mouseClick(m_page->map()->brushSwitch()->button(1), Qt::LeftButton);
    QCOMPARE(m_view->brush(), FeatureMapView::Brush::Lasso);
    // A triangle: its box holds more than it does.
    const QPointF middle = QRectF(m_view->rect()).center();
    const QPolygonF corners({middle + QPointF(-120, 90), middle + QPointF(120, 90), middle + QPointF(0, -110)});
    std::set<std::uint32_t> wanted;
    for (const FeatureId feature : m_view->scene().features) {
        if (corners.containsPoint(m_view->positionOf(feature), Qt::OddEvenFill)) {
            wanted.insert(feature.value());
        }
    }
    drag(m_view, {corners[0], corners[1], corners[2], corners[0]});
    const auto found = idsOf(m_view->picked());
    std::vector<std::uint32_t> apart;
    std::set_symmetric_difference(found.begin(), found.end(), wanted.begin(), wanted.end(), std::back_inserter(apart));
    QVERIFY2(apart.size() <= 3, "more than points on the very line");  // the outline is as coarse as a pixel
    QVERIFY(found.size() > 30);
    QVERIFY(found.size() < inside(corners.boundingRect()).size());
    QCOMPARE(selectedRows(), found);
}

void FeatureMapTest::pickedFeaturesAreShownAloneAndSavedAsASet() {
    auto workspace = Workspace::create(m_folder.path() / "sets");
    QVERIFY(workspace.has_value());
    WorkspaceSession session(std::move(*workspace), m_index);
    m_page->setWorkspace(&session);
    m_page->map()->showMap(spiral(features));
    QCoreApplication::processEvents();
    const QPointF middle = QRectF(m_view->rect()).center();
    const QRectF box(middle + QPointF(-50, -50), QSizeF(80, 80));
    drag(m_view, {box.topLeft(), box.bottomRight()});
    const auto picked = idsOf(m_view->picked());
    QVERIFY(picked.size() > 3);
    QVERIFY(!m_page->map()->saveSetButton()->isEnabled());  // it has no name yet
    QTest::keyClicks(m_page->map()->setName(), QStringLiteral("heap"));
    QTest::keyClick(m_page->map()->setName(), Qt::Key_Return);
    const auto set = session.workspace()->featureSet("heap");
    QVERIFY(set.has_value());
    std::set<std::uint32_t> members;
    for (const auto& member : set->members) {
        members.insert(member.feature.value());
        QVERIFY(member.byHand);
    }
    for (const std::uint32_t id : picked) {
        const bool dead = session.contrasts(session.scope())[id].dead;
        QCOMPARE(members.contains(id), !dead);
    }
    // The same name again is refused with a sentence, and nothing is lost.
    QTest::keyClicks(m_page->map()->setName(), QStringLiteral("heap"));
    QTest::mouseClick(m_page->map()->saveSetButton(), Qt::LeftButton);
    QCOMPARE(m_page->map()->setName()->text(), QStringLiteral("heap"));
    QCOMPARE(session.workspace()->featureSets().size(), std::size_t{1});

    QTest::mouseClick(m_page->map()->showOnlyButton(), Qt::LeftButton);
    QCOMPARE(m_page->model()->rowCount(), static_cast<int>(picked.size()));
    QVERIFY(m_page->onlyChip()->isVisible());
    QVERIFY(m_page->onlyChip()->text().startsWith(QString::number(picked.size())));
    QCoreApplication::processEvents();
    QCOMPARE(m_view->scene().shownCount(), picked.size());
    // Beside a set: what is in both.
    m_page->showSet(QStringLiteral("heap"));
    QCOMPARE(m_page->model()->rowCount(), static_cast<int>(members.size()));
    m_page->showOnly(std::vector<FeatureId>{FeatureId(*members.begin()), FeatureId(400)});
    QCOMPARE(m_page->model()->rowCount(), members.contains(400) ? 2 : 1);
    m_page->showSet({});
    QTest::mouseClick(m_page->onlyChip(), Qt::LeftButton);
    QCOMPARE(m_page->model()->rowCount(), static_cast<int>(features));
    QVERIFY(!m_page->onlyChip()->isVisible());
    m_page->setWorkspace(m_session.get());
}

void FeatureMapTest::theTableAndItsFilterAreOnTheMap() {
    m_page->filterLine()->edit()->setText(QStringLiteral("id = 3, 17, 42"));
    QTRY_COMPARE(m_view->scene().shownCount(), std::size_t{3});
    QVERIFY(!m_view->featureAt(m_view->positionOf(FeatureId(300))) ||
            m_view->featureAt(m_view->positionOf(FeatureId(300)))->value() != 300u);
    m_page->filterLine()->edit()->clear();
    QTRY_COMPARE(m_view->scene().shownCount(), std::size_t{features - 1});
    m_page->showMap(false);
    QVERIFY(m_page->table()->isVisible());
    m_page->table()->setFocus();
    QTest::keyClick(m_page->table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_page->table(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(selectedRows().size(), std::size_t{3});
    QCOMPARE(idsOf(m_view->picked()), selectedRows());
    QTest::keyClick(m_page->table(), Qt::Key_Down);  // one row is a feature in hand, no group
    QVERIFY(m_view->picked().empty());
    QTest::keyClick(m_page->table(), Qt::Key_M);
    QVERIFY(m_view->isVisible());
    QVERIFY(m_view->hasFocus());
}

void FeatureMapTest::theKeyboardWalksAndZooms() {
    m_view->setFocus();
    m_session->selectFeature(FeatureId(40));
    const QPointF start = m_view->positionOf(FeatureId(40));
    QTest::keyClick(m_view, Qt::Key_Right);
    const FeatureId right = *m_session->selectedFeature();
    QVERIFY(right.value() != 40u);
    const QPointF step = m_view->positionOf(right) - start;
    QVERIFY(step.x() > 0 && step.x() >= std::abs(step.y()));
    for (const FeatureId feature : m_view->scene().features) {  // nobody that way is much nearer
        const QPointF away = m_view->positionOf(feature) - start;
        const bool thatWay = away.x() > 0.01 && away.x() >= std::abs(away.y());
        QVERIFY(!thatWay || 2.0 * std::hypot(away.x(), away.y()) >= std::hypot(step.x(), step.y()));
    }
    // Up to the edge it goes on and on, and stops there.
    for (int i = 0; i < 60; ++i) {
        QTest::keyClick(m_view, Qt::Key_Up);
    }
    const FeatureId top = *m_session->selectedFeature();
    QTest::keyClick(m_view, Qt::Key_Up);
    QCOMPARE(m_session->selectedFeature()->value(), top.value());
    QVERIFY(m_view->positionOf(top).y() < start.y());

    QTest::keyClick(m_view, Qt::Key_Plus);
    QTest::keyClick(m_view, Qt::Key_Plus);
    QVERIFY(m_view->frame().zoom > 1.5);
    const QPointF before = m_view->frame().centre;
    QTest::keyClick(m_view, Qt::Key_Down, Qt::ControlModifier);
    QVERIFY(m_view->frame().centre.y() < before.y());
    QCOMPARE(m_session->selectedFeature()->value(), top.value());
    QTest::keyClick(m_view, Qt::Key_Minus);
    QTest::keyClick(m_view, Qt::Key_Home);
    QCOMPARE(m_view->frame().zoom, 1.0);
    QCOMPARE(m_view->frame().centre, QPointF());
    // Tab comes here: the map is in the order of the keys.
    m_page->map()->brushSwitch()->button(0)->setFocus();
    bool reached = false;
    for (int i = 0; i < 12 && !reached; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached = m_view->hasFocus();
    }
    QVERIFY(reached);
    // J and K still go through the table.
    QTest::keyClick(m_view, Qt::Key_J);
    QVERIFY(m_session->selectedFeature()->value() != top.value());
}

void FeatureMapTest::wheelAndDragMoveThePicture() {
    const QPointF at = m_view->positionOf(FeatureId(50));
    const auto turn = [&](int steps) {
        QWheelEvent wheel(at, m_view->mapToGlobal(at), {}, QPoint(0, 120 * steps), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view, &wheel);
    };
    turn(4);
    QVERIFY(m_view->frame().zoom > 2.0);
    QVERIFY((m_view->positionOf(FeatureId(50)) - at).manhattanLength() < 1.0);  // what is below the mouse stays there
    const QPointF centre = m_view->frame().centre;
    drag(m_view, {at, at + QPointF(40, 25)}, {}, Qt::MiddleButton);
    QVERIFY((m_view->positionOf(FeatureId(50)) - at - QPointF(40, 25)).manhattanLength() < 1.0);
    QVERIFY(m_view->picked().empty());
    QTest::keyPress(m_view, Qt::Key_Space);
    drag(m_view, {at, at - QPointF(40, 25)});
    QTest::keyRelease(m_view, Qt::Key_Space);
    QVERIFY((m_view->frame().centre - centre).manhattanLength() < 0.3);
    QVERIFY(m_view->picked().empty());
    turn(-40);
    QCOMPARE(m_view->frame().zoom, 1.0);
}

void FeatureMapTest::screenReadersAreTold() {
    m_view->setFocus();
    m_session->selectFeature(FeatureId(check::Planted::refusal));
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(m_view);
    QVERIFY(spoken != nullptr);
    QCOMPARE(spoken->role(), QAccessible::Chart);
    QVERIFY(!spoken->text(QAccessible::Name).isEmpty());
    QVERIFY(spoken->text(QAccessible::Description).contains(QStringLiteral("511 features on the map")));
    QVERIFY(spoken->text(QAccessible::Value).startsWith(QStringLiteral("Feature 17")));
    QVERIFY(spoken->text(QAccessible::Value).contains(QStringLiteral("Contrast")));
    const QString before = spoken->text(QAccessible::Value);
    QTest::keyClick(m_view, Qt::Key_Left);
    QVERIFY(spoken->text(QAccessible::Value) != before);
}

void FeatureMapTest::coloursAndLegendSayTheSame() {
    const FeatureRow* chosen = m_page->model()->find(FeatureId(check::Planted::refusal));
    const FeatureRow* rejected = m_page->model()->find(FeatureId(check::Planted::steps));
    const std::vector<const FeatureRow*> rows = {chosen, rejected};
    for (const Theme* theme : {&lightTheme(), &darkTheme(), &highContrastLightTheme(), &highContrastDarkTheme()}) {
        for (int i = 0; i <= static_cast<int>(FeatureMapQuantity::Kept); ++i) {
            const FeatureMapColours colours(static_cast<FeatureMapQuantity>(i), rows);
            for (const FeatureRow* row : rows) {
                for (const bool kept : {false, true}) {
                    // A point is never lost on the background, whatever is not known of it.
                    QVERIFY(contrastRatio(colours.colour(*theme, *row, kept), theme->surface) > 1.3);
                }
            }
            QVERIFY(!colours.words().isEmpty());
        }
        const FeatureMapColours contrast(FeatureMapQuantity::Contrast, rows);
        const FeatureMapColours keptOnly(FeatureMapQuantity::Kept, rows);
        QVERIFY(contrast.colour(*theme, *chosen, false) != contrast.colour(*theme, *rejected, false));
        QCOMPARE(keptOnly.colour(*theme, *chosen, true), theme->accent);
        QCOMPARE(keptOnly.colour(*theme, *chosen, false), keptOnly.colour(*theme, *rejected, false));
    }
    // Most features of a large dictionary are silent in a small data set: they leave the scale to the others.
    const FeatureRow silent{};
    std::vector<const FeatureRow*> mostlySilent(1000, &silent);
    mostlySilent.push_back(chosen);
    QVERIFY(FeatureMapColours(FeatureMapQuantity::Contrast, mostlySilent).limit() > 0.1);
    // The colour on the picture is the one of the quantity in use.
    const std::size_t point = *m_view->scene().find(FeatureId(check::Planted::refusal));
    const QRgb before = m_view->scene().colours[point];
    m_page->map()->setQuantity(FeatureMapQuantity::Llm);
    QTRY_VERIFY(m_view->scene().colours[point] != before);
}

void FeatureMapTest::picturesAndCoordinatesGoToFiles() {
    const QString base = QString::fromStdString((m_folder.path() / "map").string());
    for (const auto& [ending, start] : {std::pair{"png", "\x89PNG"}, {"svg", "<?xml"}, {"pdf", "%PDF"}}) {
        const QString path = base + QLatin1Char('.') + QLatin1String(ending);
        QVERIFY(m_page->map()->exportTo(path).has_value());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(8).startsWith(start));
    }
    QVERIFY(m_page->map()->exportTo(base + QStringLiteral(".csv")).has_value());
    QFile file(base + QStringLiteral(".csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), qsizetype{features + 1});  // a heading, 511 points, the end
    QVERIFY(lines[1].startsWith("0,"));
    QVERIFY(!m_page->map()->exportTo(base + QStringLiteral(".xyz")).has_value());
}

void FeatureMapTest::itIsRemembered() {
    m_page->map()->setQuantity(FeatureMapQuantity::Density);
    QTest::mouseClick(m_page->map()->brushSwitch()->button(1), Qt::LeftButton);
    QSettings settings(QString::fromStdString((m_folder.path() / "state.ini").string()), QSettings::IniFormat);
    m_page->saveState(settings);
    FeaturesPage other;
    other.setWorkspace(m_session.get());
    other.restoreState(settings);
    QCOMPARE(other.viewSwitch()->current(), 1);
    QCOMPARE(other.map()->quantity(), FeatureMapQuantity::Density);
    QCOMPARE(other.map()->view()->brush(), FeatureMapView::Brush::Lasso);
    other.setWorkspace(nullptr);
}

void FeatureMapTest::aHundredThousandPointsAreQuick() {
    constexpr std::uint32_t many = 131072;
    FeatureMapScene scene;
    const FeatureMap map = spiral(many);
    for (std::uint32_t i = 0; i < many; ++i) {
        scene.features.emplace_back(i);
        scene.places.emplace_back(map.x[i], map.y[i]);
        scene.colours.push_back(qRgb(static_cast<int>(i % 200), 90, 160));
        scene.weights.push_back(static_cast<float>(i % 100) / 100.0f);
        scene.shown.push_back(1);
    }
    FeatureMapView view;
    view.resize(900, 800);
    view.setScene(std::move(scene));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto best = [&](const char* what, const std::function<void()>& act) {
        double least = 1e9;
        for (int i = 0; i < 5; ++i) {
            const check::FairClock clock;
            act();
            least = std::min(least, clock.milliseconds());
        }
        qInfo("%s: %.1f ms", what, least);
        return least;
    };
    double side = 0.0;
    QVERIFY(best("hover with 131,072 points", [&] {
                const QPointF at(300.0 + (side += 9.0), 400.0);
                QMouseEvent move(QEvent::MouseMove, at, view.mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
                QApplication::sendEvent(&view, &move);
                view.repaint();
            }) < check::timeLimit(16.0));
    QTest::mousePress(&view, Qt::LeftButton, {}, QPoint(200, 200));
    QVERIFY(best("a frame of brushing", [&] {
                const QPointF at(400.0 + (side += 9.0), 500.0);
                QMouseEvent move(QEvent::MouseMove, at, view.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
                QApplication::sendEvent(&view, &move);
                view.repaint();
            }) < check::timeLimit(16.0));
    const double end = best("the end of a brush", [&] {
        view.setPicked({});
        QTest::mouseRelease(&view, Qt::LeftButton, {}, QPoint(600, 600));
        view.repaint();
        QTest::mousePress(&view, Qt::LeftButton, {}, QPoint(200, 200));
        const QPointF at(600, 600);
        QMouseEvent move(QEvent::MouseMove, at, view.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&view, &move);
    });
    QVERIFY(view.picked().size() > 10000);
    QVERIFY(end < check::timeLimit(50.0));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, QPoint(600, 600));
    QVERIFY(best("zooming", [&] {
                view.zoomBy(1.1);
                view.repaint();
            }) < check::timeLimit(50.0));
    view.setCurrent(FeatureId(70000));
    QVERIFY(best("a step of the keyboard", [&] {
                QTest::keyClick(&view, Qt::Key_Right);
                view.repaint();
            }) < check::timeLimit(50.0));
}

void FeatureMapTest::pictures() {
    m_session->selectFeature(FeatureId(check::Planted::refusal));
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        ThemeManager::instance().setMode(mode);
        const QString look = mode == ThemeMode::Light ? QStringLiteral("light") : QStringLiteral("dark");
        QTest::qWait(30);
        check::saveShot(*m_page, QStringLiteral("feature-map-%1").arg(look));
        const QPointF middle = QRectF(m_view->rect()).center();
        drag(m_view, {middle + QPointF(-80, -60), middle + QPointF(60, 70)});
        QTest::qWait(30);
        check::saveShot(*m_page, QStringLiteral("feature-map-picked-%1").arg(look));
        QTest::keyClick(m_view, Qt::Key_Escape);
    }
    ThemeManager::instance().setMode(ThemeMode::Light);
}

QTEST_MAIN(FeatureMapTest)
#include "feature_map_test.moc"
