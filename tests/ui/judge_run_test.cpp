// SPDX-License-Identifier: GPL-3.0-or-later
// The window's side of a rating run with the real worker behind it.
#include "tests/ui/judge_workspace.h"
#include "ui/bridge/job_monitor.h"
#include "ui/dialogs/judge_dialog.h"
#include "ui/theme/theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace saferscope;

class JudgeRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().install(*qApp);
        for (const char* name : {"OPENAI_API_KEY", "OPENAI_BASE_URL", "SAFERSCOPE_JUDGE_KEY", "http_proxy"}) {
            qunsetenv(name);
        }
    }

    void wordListsRateTheCandidates() {
        const check::JudgeWorkspace place;
        SecretStore store(nullptr);
        JudgeDialog dialog(place.session.get(), &store, {});
        dialog.show();
        QTRY_VERIFY_WITH_TIMEOUT(dialog.preview().has_value(), 20000);
        QSignalSpy started(&dialog, &JudgeDialog::started);
        QSignalSpy ended(place.session->jobs(), &JobMonitor::jobEnded);
        dialog.accept();
        QTRY_COMPARE_WITH_TIMEOUT(started.count(), 1, 20000);
        QVERIFY(!dialog.isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 60000);
        const Job* job = place.session->jobs()->jobs().front();
        QVERIFY2(job->state == RunState::Finished, job->result ? job->result->message.c_str() : "no result");
        QCOMPARE(job->spec.title, std::string("Ratings by lexical"));
        // The session has taken them over: they are there without anybody's doing.
        QTRY_COMPARE(place.session->mainJudge(), std::string("lexical"));
        std::size_t rated = 0;
        for (const FeatureId feature : place.session->ratings().features()) {
            rated += place.session->ratings().of(feature).judgeScore("lexical") ? 1 : 0;
        }
        QVERIFY(rated > 0);
        QVERIFY(rated <= 24);
        qInfo("%zu of 24 candidates rated by word lists", rated);

        // Once more: all are known, there is nothing to start.
        JudgeDialog again(place.session.get(), &store, {});
        again.show();
        QTRY_VERIFY_WITH_TIMEOUT(again.preview().has_value(), 20000);
        QVERIFY(again.preview()->estimate.features < 24);
    }
};

QTEST_MAIN(JudgeRunTest)
#include "judge_run_test.moc"
