// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/translations/window_tour.h"

#include "tests/ui/causal_report_fixture.h"
#include "ui/causal/steering_dialogs.h"
#include "ui/dialogs/about_dialogs.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/feature_set_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/job_dialogs.h"
#include "ui/dialogs/judge_dialog.h"
#include "ui/dialogs/judge_form.h"
#include "ui/dialogs/judge_key_dialog.h"
#include "ui/dialogs/judge_template_dialog.h"
#include "ui/dialogs/open_model_dialog.h"
#include "ui/dialogs/open_sae_dialog.h"
#include "ui/dialogs/training_dialogs.h"
#include "ui/dialogs/workspace_backup_dialog.h"
#include "ui/dialogs/workspace_check_dialog.h"
#include "ui/dialogs/workspace_settings_dialog.h"
#include "ui/help/help_browser.h"
#include "ui/help/help_pages.h"
#include "ui/help/help_window.h"
#include "ui/main_window.h"
#include "ui/main_window_guide.h"
#include "ui/pages/page.h"
#include "ui/report/report_dialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QTabWidget>
#include <QTest>

namespace saferscope::check {
namespace {

/// Pages fill themselves in the background: until the event loop has had nothing new for a while.
void settle(int milliseconds = 60) { QTest::qWait(milliseconds); }

RatingEvent rating(const std::string& sae, std::uint32_t feature, const std::string& who, RaterKind kind, int score) {
    RatingEvent event;
    event.id = std::string(24, 'a') + std::to_string(10'000'000 + feature * 100 + static_cast<unsigned>(score) * 10 +
                                                     static_cast<unsigned>(who.size()));
    event.createdAt = "2026-03-01T10:00:00.000Z";
    event.saeHash = sae;
    event.feature = FeatureId(feature);
    event.rater = who;
    event.raterKind = kind;
    event.score = score;
    event.text = kind == RaterKind::Human ? "" : "It fires on words about harm.";
    return event;
}

}  // namespace

WindowTour::WindowTour() {
    qputenv("SAFER_PROGRAM", "/nonexistent/safer");  // nothing here waits for a model
    Workspace& workspace = *m_workspace.session->workspace();
    const auto index = SweepWorkspace::must(workspace.openNewestIndex());
    const std::string& sae = index->manifest().saeHash;
    std::vector<RatingEvent> events;
    for (const std::uint32_t feature : {Planted::apology, Planted::refusal, Planted::warning}) {
        events.push_back(rating(sae, feature, "Ada", RaterKind::Human, 5));
        events.push_back(rating(sae, feature, "Grace", RaterKind::Human, feature == Planted::warning ? 2 : 4));
        events.push_back(rating(sae, feature, "gpt-4o", RaterKind::Judge, 3));
    }
    SweepWorkspace::must(workspace.mergeRatings(events));
    FeatureSet set;
    set.name = "safety";
    set.saeHash = sae;
    SweepWorkspace::must(workspace.saveFeatureSet(set, true));
    writeCausalRun(m_workspace.runs(), "causal-1", makeCausalReport({20, 12, 60, 1}));
    m_workspace.run("run-1", "Train on train");
    m_workspace.session.reset();  // the windows open it themselves
}

void WindowTour::walk(const std::function<void(const QString&, QWidget&)>& look, double textScale) {
    const QTemporaryDir folder;
    auto settings = std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    settings->setValue(QStringLiteral("view/textScale"), textScale);
    MainWindow window(std::move(settings));
    window.resize(1440, 900);
    window.show();
    settle();
    look(QStringLiteral("welcome"), window);
    if (!window.openWorkspace(QString::fromStdString(m_workspace.folder().string()))) {
        qFatal("%s", qPrintable(window.messageBar()->what()));
    }
    walkPages(window, look);
    for (QMenu* menu : window.findChildren<QMenu*>()) {
        Q_EMIT menu->aboutToShow();
    }
    walkDialogs(window, look);
}

void WindowTour::walkPages(MainWindow& window, const std::function<void(const QString&, QWidget&)>& look) {
    for (std::size_t i = 0; i < window.pages().size(); ++i) {
        Page* page = window.pages()[i];
        window.showPage(static_cast<int>(i));
        settle(250);
        page->showSomethingMeaningful();
        settle(250);
        look(page->key(), window);
        for (auto* tabs : page->findChildren<QTabWidget*>()) {
            for (int tab = 0; tab < tabs->count() && tabs->isVisible(); ++tab) {
                tabs->setCurrentIndex(tab);
                settle(120);
                page->showSomethingMeaningful();
                tabs->setCurrentIndex(tab);  // meaningful may mean another tab
                settle(120);
                look(page->key() + QLatin1Char('/') + QString::number(tab), window);
            }
        }
    }
    window.messageBar()->hide();
}

void WindowTour::walkDialogs(MainWindow& window, const std::function<void(const QString&, QWidget&)>& look) {
    WorkspaceSession* session = window.session();
    const Workspace& workspace = *session->workspace();
    std::vector<std::unique_ptr<QDialog>> dialogs;
    dialogs.push_back(std::make_unique<ExportDialog>(workspace, QString()));
    dialogs.push_back(std::make_unique<ImportDialog>(workspace.folder()));
    dialogs.push_back(std::make_unique<OpenModelDialog>(workspace.folder()));
    dialogs.push_back(std::make_unique<OpenSaeDialog>(workspace));
    dialogs.push_back(std::make_unique<FeatureSetDialog>(session));
    dialogs.push_back(std::make_unique<WorkspaceBackupDialog>(workspace.folder(), QString()));
    dialogs.push_back(std::make_unique<WorkspaceCheckDialog>(workspace.folder()));
    for (const JobKind kind : {JobKind::TrainRewardModel, JobKind::TrainSae, JobKind::BuildIndex, JobKind::Evaluate}) {
        dialogs.emplace_back(makeJobDialog(kind, workspace, nullptr));
    }
    auto trainFromFolder = std::make_unique<TrainRewardModelDialog>(workspace, nullptr);
    trainFromFolder->setFolder({});  // with all of its rows
    dialogs.push_back(std::move(trainFromFolder));
    SecretStore store(nullptr);
    for (const JudgeSource source : judgeSources) {
        JudgeForm form;
        form.source = source;
        dialogs.push_back(std::make_unique<JudgeDialog>(session, &store, form));
    }
    dialogs.push_back(std::make_unique<JudgeKeyDialog>(
        QStringLiteral("api.openai.com"), SecretName{QStringLiteral("api.openai.com"), ""}, "OPENAI_API_KEY", &store));
    dialogs.push_back(std::make_unique<JudgeTemplateDialog>(std::string()));
    dialogs.push_back(
        std::make_unique<WorkspaceSettingsDialog>(workspace.settings(), std::vector<std::string>{"gpt-4o", "lexical"}));
    dialogs.push_back(std::make_unique<ReportDialog>(workspace.folder(), QString()));
    const SteeringDialogHooks hooks{[](const std::string& wanted) { return wanted; },
                                    [](const SteeringProfile&) { return Status(); },
                                    [](const SteeringFitRequest&) { return Status(); }};
    dialogs.push_back(std::make_unique<NewSteeringDialog>(*session, hooks, nullptr));
    dialogs.push_back(std::make_unique<FitSteeringDialog>(*session, hooks, nullptr));
    for (const auto& dialog : dialogs) {
        dialog->show();
        settle(120);
        look(QString::fromLatin1(dialog->metaObject()->className()), *dialog);
        dialog->hide();
    }
    showAbout(&window);
    window.guide()->showKeys();
    settle();
    for (QDialog* dialog : window.findChildren<QDialog*>()) {
        if (dialog->isVisible()) {
            look(dialog->windowTitle(), *dialog);
            dialog->reject();
        }
    }
    HelpWindow help;
    help.show();
    settle();
    for (const HelpPage& page : helpPages()) {
        helpPageHtml(page.name);
    }
    look(QStringLiteral("help"), help);
}

}  // namespace saferscope::check
