// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/check.h"
#include "tests/ui/fake_engine.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/change_row.h"
#include "ui/causal/pair_panel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTest>
#include <memory>

namespace saferscope::check {

/// The One pair tab over an engine without a model: rewards of the fake engine speak of the answers' words.
class CausalPairLab : public QObject {
    Q_OBJECT

protected:
    void prepare() {
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
        m_index = makeSyntheticIndex(m_folder.path() / "index");
    }
    void openLab(std::unique_ptr<Workspace> workspace) {
        m_session = std::make_unique<WorkspaceSession>(std::move(workspace), m_index);
        auto engine = std::make_unique<FakeEngine>();
        m_engine = engine.get();
        m_session->setEngine(std::move(engine));
        m_panel = std::make_unique<PairPanel>();
        m_panel->lab()->setLoader([this](PairIndex pair) -> Result<PreferencePair> { return textOf(pair); });
        m_panel->setWorkspace(m_session.get());
        m_panel->resize(1240, 780);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        QTRY_VERIFY(m_panel->lab()->state() == PairLab::State::Ready);
    }
    void closeLab() {
        m_panel->setWorkspace(nullptr);
        m_panel.reset();
        m_session.reset();
    }
    void lookAt(std::uint32_t pair) {
        m_session->selectPair(PairIndex(pair));
        QTRY_VERIFY(m_panel->lab()->state() == PairLab::State::Ready);
    }
    EngineChange lastChange() const {
        for (auto asked = m_engine->asked.rbegin(); asked != m_engine->asked.rend(); ++asked) {
            if (const auto* change = std::get_if<EngineChange>(&asked->question)) {
                return *change;
            }
        }
        return {};
    }
    ChangeRow* row(std::size_t number) const { return m_panel->rows()[number]; }
    /// The answers as the index has them.
    PreferencePair textOf(PairIndex place) const {
        PreferencePair pair;
        pair.id = m_index->pair(place).id;
        pair.prompt = {{"user", std::string(m_index->segmentText(place, Segment::Prompt))}};
        pair.chosen = std::string(m_index->segmentText(place, Segment::Chosen));
        pair.rejected = std::string(m_index->segmentText(place, Segment::Rejected));
        return pair;
    }

    TemporaryFolder m_folder;
    std::shared_ptr<const FeatureIndex> m_index;
    std::unique_ptr<WorkspaceSession> m_session;
    FakeEngine* m_engine = nullptr;
    std::unique_ptr<PairPanel> m_panel;
};

}  // namespace saferscope::check
