// SPDX-License-Identifier: GPL-3.0-or-later
// "Compute the map" with the real worker behind it, and what the page says while there is no map, or a wrong one.
#include "core/features/feature_map.h"
#include "core/workspace/feature_map_run.h"
#include "tests/cli/causal_workspace.h"
#include "tests/ui/support_synthetic_index.h"
#include "tests/ui/watchdog.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"
#include "ui/pages/feature_map_panel.h"
#include "ui/pages/features_page.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/progress_row.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace saferscope;
namespace fs = std::filesystem;

class FeatureMapJobTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void theButtonMakesTheMap();
    void aDamagedMapIsOneSentence();
    void aMapOfAnotherSaeIsNotShown();
    void aFailureIsSaidOnThePage();

private:
    bool says(const QString& words) const;
    fs::path file() const {
        return featureMapPath(m_session->workspace()->folder(), m_session->index()->manifest().saeHash);
    }

    std::unique_ptr<check::TemporaryFolder> m_folder;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<FeaturesPage> m_page;
};

void FeatureMapJobTest::initTestCase() {
    ThemeManager::instance().install(*qApp);
    static_cast<void>(check::CausalWorkspace::shared());
}

void FeatureMapJobTest::init() {
    m_folder = std::make_unique<check::TemporaryFolder>();
    fs::copy(check::CausalWorkspace::shared().workspace, m_folder->path() / "w", fs::copy_options::recursive);
    auto session = WorkspaceSession::open(m_folder->path() / "w");
    QVERIFY(session.has_value());
    m_session = std::move(*session);
    m_page = std::make_unique<FeaturesPage>();
    m_page->setWorkspace(m_session.get());
    m_page->resize(1200, 760);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->showMap(true);
}

void FeatureMapJobTest::cleanup() {
    m_page->setWorkspace(nullptr);
    m_page.reset();
    m_session.reset();
    m_folder.reset();
}

bool FeatureMapJobTest::says(const QString& words) const {
    const auto labels = m_page->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
}

void FeatureMapJobTest::theButtonMakesTheMap() {
    FeatureMapPanel* map = m_page->map();
    QVERIFY(!map->hasMap());
    QVERIFY(says(QStringLiteral("No map yet")));
    QVERIFY(map->computeButton()->isVisible() && map->computeButton()->isEnabled());
    check::saveShot(*m_page, QStringLiteral("feature-map-empty"));
    map->computeButton()->setFocus();
    {
        const check::Watchdog dog;
        QTest::keyClick(map->computeButton(), Qt::Key_Space);
        QVERIFY(!map->computeButton()->isEnabled());  // no second run by a second click
        QTRY_VERIFY_WITH_TIMEOUT(map->hasMap(), 60000);
        qInfo("longest block of the event loop: %.1f ms", dog.longest());
    }
    QVERIFY(fs::exists(file()));
    QTRY_VERIFY(!map->progress()->isVisible());
    QVERIFY(map->view()->isVisible());
    QVERIFY(map->view()->scene().size() >= 4);
    const auto jobs = m_session->jobs()->jobs();
    QVERIFY(
        std::any_of(jobs.begin(), jobs.end(), [](const Job* job) { return job->spec.kind == JobKind::FeatureMap; }));
    // The next window has it at once.
    FeaturesPage other;
    other.setWorkspace(m_session.get());
    other.showMap(true);
    other.show();
    QVERIFY(other.map()->hasMap());
    QCOMPARE(other.map()->view()->scene().size(), map->view()->scene().size());
    other.setWorkspace(nullptr);
}

void FeatureMapJobTest::aDamagedMapIsOneSentence() {
    fs::create_directories(file().parent_path());
    std::ofstream(file()) << "SSCFMAP\nand then nothing that fits";
    m_page->map()->reload();
    QVERIFY(!m_page->map()->hasMap());
    QVERIFY(says(QStringLiteral("The map cannot be read")));
    QVERIFY(m_page->map()->computeButton()->isEnabled());
}

void FeatureMapJobTest::aMapOfAnotherSaeIsNotShown() {
    FeatureMap map;
    map.saeHash = "another";
    map.place.assign(m_session->index()->featureCount(), FeatureMap::Place::Placed);
    map.x.assign(map.place.size(), 0.5f);
    map.y.assign(map.place.size(), 0.5f);
    fs::create_directories(file().parent_path());
    QVERIFY(writeFeatureMap(featureMapPath(m_session->workspace()->folder(), map.saeHash), map).has_value());
    m_page->map()->reload();
    QVERIFY(!m_page->map()->hasMap());
    QVERIFY(says(QStringLiteral("The map is of another SAE")));
    // Nor one that pretends by its name.
    QVERIFY(writeFeatureMap(file(), map).has_value());
    m_page->map()->reload();
    QVERIFY(!m_page->map()->hasMap());
}

void FeatureMapJobTest::aFailureIsSaidOnThePage() {
    // The SAE's file is gone when the worker wants it.
    const auto sae = m_session->workspace()->newestArtifact(ArtifactKind::Sae);
    QVERIFY(sae.has_value());
    fs::remove(sae->path / "sae.safetensors");
    QSignalSpy failed(m_page->map(), &FeatureMapPanel::failed);
    QTest::mouseClick(m_page->map()->computeButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 60000);
    QVERIFY(!m_page->map()->hasMap());
    QTRY_VERIFY(m_page->map()->computeButton()->isEnabled());
}

QTEST_MAIN(FeatureMapJobTest)
#include "feature_map_job_test.moc"
