// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating.h"
#include "tests/support/check.h"
#include "ui/bridge/workspace_session.h"
#include "ui/pages/annotate_page.h"

#include <QString>
#include <memory>

namespace saferscope::check {

/// An Annotate page over a real workspace in a temporary folder, driven as a person without a mouse would: keys go to
/// whatever has the keyboard. The index has 16,384 features.
class AnnotateFixture {
public:
    static constexpr std::uint32_t featureCount = 16'384;

    AnnotateFixture();  ///< makes the index and installs the theme
    /// A new workspace with the index in it, nothing open yet.
    void makeWorkspace();
    void close();

    /// All tokens give more than a thousand features that fire; sentence ends, the default, look better.
    void open(TokenScope scope = TokenScope::AllTokens);
    void openAs(const QString& rater, TokenScope scope = TokenScope::AllTokens);

    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString& text);

    /// What another connection finds in the database.
    std::vector<RatingEvent> stored() const;
    RatingEvent last() const { return stored().back(); }

    FeatureId current() const;
    RatingEvent by(const std::string& rater, FeatureId feature, RatingAction action) const;
    RatingEvent judged(FeatureId feature, int score, const std::string& text = "It says so.",
                       const std::string& judge = "gpt-4o") const;
    void seed(const std::vector<RatingEvent>& events);
    std::vector<FeatureId> strongest(std::size_t count, TokenScope scope = TokenScope::AllTokens) const;
    QString visibleText() const;
    std::filesystem::path indexFolder() const { return m_folder.path() / "index"; }
    std::filesystem::path folder() const { return m_folder.path(); }

    std::filesystem::path workspace;
    std::unique_ptr<Workspace> reader;  ///< another connection to the same database
    std::unique_ptr<WorkspaceSession> session;
    std::unique_ptr<AnnotatePage> page;

private:
    TemporaryFolder m_folder;
    int m_number = 0;
};

}  // namespace saferscope::check
