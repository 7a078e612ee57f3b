"""A new cooperation begins from one spreadsheet of people and coverage: checked row by row, accepted as a whole."""
