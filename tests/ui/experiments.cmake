# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of the Experiments page: the composer over a stand-in for the core, the queue over real files, and what the
# import says of data sets that were changed on purpose.
saferscope_test(experiments_page QT SOURCES experiments_page_test.cpp LINKS saferscope::ui_experiments
  saferscope_synthetic_index LABELS quick)
saferscope_test(experiments_queue QT SOURCES experiments_queue_test.cpp LINKS saferscope::ui_experiments
  saferscope_synthetic_index LABELS quick)
saferscope_test(import_manifest QT SOURCES import_manifest_test.cpp LINKS saferscope::ui_experiments
  saferscope_synthetic_index LABELS quick)
# The page with the real core and workers behind it.
saferscope_test(experiments_real QT SOURCES experiments_real_test.cpp ../cli/safer_process.cpp LINKS saferscope::ui_experiments
  saferscope::demo saferscope::workspace LABELS slow TIMEOUT 300)
# The same through a real Slurm; skipped where there is none.
saferscope_test(experiments_slurm QT SOURCES experiments_real_test.cpp ../cli/safer_process.cpp LINKS saferscope::ui_experiments
  saferscope::demo saferscope::workspace LABELS slow slurm TIMEOUT 300)
target_compile_definitions(test_experiments_slurm PRIVATE EXPERIMENTS_WITH_SLURM)
foreach(name experiments_real experiments_slurm)
  add_dependencies(test_${name} safer)
endforeach()
