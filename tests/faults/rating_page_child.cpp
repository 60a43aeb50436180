// SPDX-License-Identifier: GPL-3.0-or-later
// The page on which people rate, driven by key presses without end, to be killed: rating_page_child WORKSPACE RATER.
// Each line it writes says what the screen stands for: "FEATURE SCORE" once the next card has taken the rated one's
// place.
#include "ui/bridge/workspace_session.h"
#include "ui/pages/annotate_card.h"
#include "ui/pages/annotate_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTest>
#include <cstdio>
#include <unistd.h>

using namespace saferscope;

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList words = application.arguments();
    if (words.size() != 3) {
        return 2;
    }
    ThemeManager::instance().install(application);
    auto session = WorkspaceSession::open(words[1].toStdString());
    if (!session || !(*session)->setRater(words[2])) {
        return 1;
    }
    AnnotatePage page;
    page.setWorkspace(session->get());
    page.resize(1160, 800);
    page.show();
    page.activateWindow();
    if (!QTest::qWaitForWindowActive(&page)) {
        return 1;
    }
    for (int number = 0; page.showing() == AnnotatePage::Showing::Card; ++number) {
        const FeatureId before = page.card()->state().contrast.feature;
        const int score = 1 + number % 5;
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(Qt::Key_0 + score));
        if (page.showing() == AnnotatePage::Showing::Card && page.card()->state().contrast.feature == before) {
            return 1;  // it has not moved on
        }
        const std::string line = std::to_string(before.value()) + " " + std::to_string(score) + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
            return 1;
        }
        QApplication::processEvents();
    }
    page.setWorkspace(nullptr);
    return 3;  // everything is rated: the test asked for too much
}
