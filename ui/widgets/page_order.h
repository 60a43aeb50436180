// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saferscope {

/// The pages of the window as they stand in the sidebar and in MainWindow::pages().
enum PageAt : int { OverviewAt, FeaturesAt, PairsAt, AnnotateAt, ExperimentsAt, CausalAt, PlaygroundAt };

}  // namespace saferscope
